package io.upmpublisher.testing.stack;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;

/** The next push to a repository, which the git server stops by one of git's hooks until the test says that it goes on. */
public final class HeldPush {

    public enum Stage {
        /** The branch is as it was. */
        BEFORE("pre-receive"),
        /** The branch has the commit, and who pushed it does not know. */
        AFTER("post-receive");

        private final String hook;

        Stage(String hook) {
            this.hook = hook;
        }
    }

    // Only the first push is held, and not for ever: a failed test must leave no process behind.
    private static final String HOOK = """
            #!/bin/sh
            mkdir "%1$s/held" 2>/dev/null || exit 0
            tries=0
            until [ -e "%1$s/released" ] || [ $tries -gt 600 ]; do sleep 0.1; tries=$((tries + 1)); done
            """;

    private final Path folder;

    private HeldPush(Path folder) {
        this.folder = folder;
    }

    public static HeldPush in(Path gitDirectory, Stage stage) {
        try {
            Files.deleteIfExists(gitDirectory.resolve("held"));
            Files.deleteIfExists(gitDirectory.resolve("released"));
            var hook = Files.createDirectories(gitDirectory.resolve("hooks")).resolve(stage.hook);
            Files.writeString(hook, HOOK.formatted(gitDirectory.toAbsolutePath()));
            Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwx------"));
            return new HeldPush(gitDirectory);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not make a hook in " + gitDirectory, e);
        }
    }

    public void awaitReached() {
        await("a push").atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(50))
                .until(() -> Files.exists(folder.resolve("held")));
    }

    public void release() {
        try {
            Files.createFile(folder.resolve("released"));
        } catch (IOException e) {
            throw new UncheckedIOException("Could not release a push", e);
        }
    }
}
