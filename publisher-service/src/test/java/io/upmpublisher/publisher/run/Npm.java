package io.upmpublisher.publisher.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import io.upmpublisher.testing.UnityRepository;

/** The real npm, as people and other systems publish with it. */
final class Npm {

    private final Path folder;

    /** @param folder for whatever it needs */
    Npm(Path folder) {
        this.folder = folder;
    }

    /** Publishes a package of the repository as its branch has it now. */
    void publish(UnityRepository repository, String packageFolder) throws Exception {
        run(clone(repository).resolve(packageFolder), "publish", "--ignore-scripts");
    }

    /** A working tree that something may be done to before it is published. */
    Path clone(UnityRepository repository) throws Exception {
        var clone = folder.resolve("clone-" + UUID.randomUUID());
        command(folder, "git", "clone", "--quiet", repository.gitDirectory().toString(), clone.toString());
        return clone;
    }

    String run(Path where, String... arguments) throws Exception {
        var registry = URI.create(System.getenv("UPM_TEST_VERDACCIO_URL"));
        var rights = folder.resolve("npmrc");
        Files.writeString(rights, "registry=" + registry + "\n//" + registry.getAuthority() + "/:_authToken="
                + System.getenv("UPM_TEST_VERDACCIO_TOKEN") + "\ncache=" + folder.resolve("cache") + "\n");
        var command = new String[arguments.length + 3];
        command[0] = "npm";
        command[1] = "--userconfig";
        command[2] = rights.toString();
        System.arraycopy(arguments, 0, command, 3, arguments.length);
        return command(where, command);
    }

    private String command(Path where, String... command) throws Exception {
        var output = folder.resolve("output.txt");
        var errors = folder.resolve("errors.txt");
        try {
            var process = new ProcessBuilder(command).directory(where.toFile()).redirectOutput(output.toFile())
                    .redirectError(errors.toFile()).start();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(Files.readString(errors)).isZero();
        } catch (IOException e) {
            assumeTrue(false, "needs " + command[0] + " on the path: " + e.getMessage());
        }
        return Files.readString(output).strip();
    }
}
