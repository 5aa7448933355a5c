import java.nio.file.Files;
import java.nio.file.Path;

/** Packs a repository's root within the heap that it is given: Memory FOLDER. */
class Memory {

    public static void main(String[] arguments) throws Exception {
        var folder = Path.of(arguments[0]);
        try (var packages = GitPackages.of(folder)) {
            var packed = packages.pack(Files.createTempFile(folder.getParent(), "packed", ".tgz"));
            System.out.printf("%d MB of files, %d MB packed, with a heap of %d MB%n", packed.unpackedSize() / 1_000_000,
                    packed.size() / 1_000_000, Runtime.getRuntime().maxMemory() / 1_000_000);
        }
    }
}
