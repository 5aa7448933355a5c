import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Packs a repository's root by the publisher's own classes, by npm and by tar and pigz, in turn: Packing FOLDER ROUNDS. */
class Packing {

    public static void main(String[] arguments) throws Exception {
        var folder = Path.of(arguments[0]);
        var rounds = Integer.parseInt(arguments[1]);
        var target = Files.createTempFile(folder.getParent(), "packed", ".tgz");
        run(folder, "git", "-C", folder.toString(), "repack", "-adq");
        try (var packages = GitPackages.of(folder)) {
            measure(packages, folder, target, rounds);
        }
    }

    private static void measure(GitPackages packages, Path folder, Path target, int rounds) throws Exception {
        var ours = new ArrayList<Double>();
        var pigz = new ArrayList<Double>();
        var npm = new ArrayList<Double>();
        // The first round of ours and of pigz is not counted; npm, which takes long, is asked once less.
        for (var round = 0; round <= rounds; round++) {
            var packed = seconds(() -> packages.pack(target));
            var piped = seconds(() -> run(folder, "sh", "-c", "tar -c --exclude=.git . | pigz -6 > '" + target + "'"));
            if (round > 0) {
                ours.add(packed);
                pigz.add(piped);
            }
            if (round < Math.min(rounds, 3)) {
                npm.add(seconds(() -> run(folder, "npm", "pack", "--ignore-scripts", "--silent", "--pack-destination",
                        folder.getParent().toString())));
            }
            System.err.printf("  round %d: ours %.2f s, tar | pigz %.2f s%n", round, packed, piped);
        }
        System.out.println("| what | seconds (least–most) | against ours |\n|---|---|---|");
        line("publisher, straight from git's objects", ours, ours);
        line("tar \\| pigz -6, from the work tree", pigz, ours);
        line("npm pack, from the work tree", npm, ours);
    }

    private static void line(String what, List<Double> seconds, List<Double> ours) {
        System.out.printf(Locale.ROOT, "| %s | %.2f (%.2f–%.2f) | %.2f × |%n", what, median(seconds),
                seconds.stream().min(Double::compare).orElseThrow(), seconds.stream().max(Double::compare).orElseThrow(),
                median(seconds) / median(ours));
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private interface Work {
        void run() throws Exception;
    }

    private static double seconds(Work work) throws Exception {
        var began = System.nanoTime();
        work.run();
        return (System.nanoTime() - began) / 1e9;
    }

    private static void run(Path folder, String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " ended with " + process.exitValue());
        }
    }
}
