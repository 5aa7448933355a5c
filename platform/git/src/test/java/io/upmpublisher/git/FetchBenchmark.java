package io.upmpublisher.git;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Prints how many bytes the git host sends for publishing one small package out of a large repository: to us, and to
 * {@code git clone --depth 1}, what a workflow begins with. Both from the same {@code git http-backend}. No part of the suite:
 *
 * <pre>
 * mvn -pl platform/git -am test -Dtest=FetchBenchmark -Dsurefire.failIfNoSpecifiedTests=false
 * </pre>
 */
class FetchBenchmark {
    @Test
    void printsTheBytesOfBothSides(@TempDir Path folder) throws Exception {
        try (var large = new LargeRepository(folder)) {
            var clone = clone(large, folder.resolve("clone"));
            var first = large.publishBytes(folder.resolve("mirrors"), large.head());
            var bumped = large.bump("1.1.0");
            var second = large.publishBytes(folder.resolve("mirrors"), bumped);
            var secondClone = clone(large, folder.resolve("second-clone"));
            System.out.printf(Locale.ROOT, "repository: %,d files of %,d bytes together%n", LargeRepository.FILES,
                    (long) LargeRepository.FILES * LargeRepository.FILE_BYTES);
            print("first publish", first, clone);
            print("publish after a bump of the version", second, secondClone);
        }
    }

    private static void print(String what, long ours, long clone) {
        System.out.printf(Locale.ROOT, "%s: %,d bytes; git clone --depth 1: %,d bytes; %.3f %%%n", what, ours, clone,
                100.0 * ours / clone);
    }

    private static long clone(LargeRepository large, Path into) throws IOException, InterruptedException {
        var before = large.server().bytesSent();
        var process = new ProcessBuilder("git", "clone", "--quiet", "--depth", "1", large.git.remote.url().toString(),
                into.toString()).inheritIO().start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException("git clone failed");
        }
        return large.server().bytesSent() - before;
    }
}
