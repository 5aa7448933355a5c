import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;

/** Packs a repository's root and says how much of the heap that took at most: Memory.java FOLDER. */
class Memory {

    public static void main(String[] arguments) throws Exception {
        var folder = Path.of(arguments[0]);
        try (var packages = GitPackages.of(folder)) {
            var packed = packages.pack(Files.createTempFile(folder.getParent(), "packed", ".tgz"));
            var peak = ManagementFactory.getMemoryPoolMXBeans().stream().filter(pool -> pool.getType() == MemoryType.HEAP)
                    .mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
            System.out.printf("%d MB of files, %d MB packed, %d MB of heap at most%n", packed.unpackedSize() / 1_000_000,
                    packed.size() / 1_000_000, peak / 1_000_000);
        }
    }
}
