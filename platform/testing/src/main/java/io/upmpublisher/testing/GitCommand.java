package io.upmpublisher.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs git so that it sees nothing of the machine's own git configuration. */
public final class GitCommand {
    private GitCommand() {
    }

    static void isolate(Map<String, String> environment) {
        environment.keySet().removeIf(name -> name.startsWith("GIT_") && !name.equals("GIT_EXEC_PATH"));
        environment.put("GIT_CONFIG_NOSYSTEM", "1");
        environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
        environment.put("GIT_TERMINAL_PROMPT", "0");
        environment.put("LC_ALL", "C.UTF-8");
        configure(environment, Map.of());
    }

    /** Configuration by environment is the only kind besides a user's own in which git honours {@code safe.directory}. */
    static void configure(Map<String, String> environment, Map<String, String> settings) {
        var all = new LinkedHashMap<>(settings);
        all.put("safe.directory", "*");
        all.put("gc.auto", "0");
        var index = 0;
        for (var setting : all.entrySet()) {
            environment.put("GIT_CONFIG_KEY_" + index, setting.getKey());
            environment.put("GIT_CONFIG_VALUE_" + index, setting.getValue());
            index++;
        }
        environment.put("GIT_CONFIG_COUNT", Integer.toString(index));
    }

    public static byte[] run(Path repository, byte[] input, String... arguments) {
        var command = new ArrayList<>(List.of("git", "--git-dir=" + repository));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command);
        isolate(builder.environment());
        try {
            var process = builder.start();
            var errors = new StringBuffer();
            var reader = Thread.ofVirtual().start(() -> readErrors(process, errors));
            Thread.ofVirtual().start(() -> write(process, input));
            var output = process.getInputStream().readAllBytes();
            var status = process.waitFor();
            reader.join();
            if (status != 0) {
                throw new IllegalStateException("git " + String.join(" ", arguments) + " ended with " + status + ": " + errors);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException("Could not run git " + String.join(" ", arguments), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while git ran", e);
        }
    }

    public static String text(Path repository, String... arguments) {
        return new String(run(repository, new byte[0], arguments), StandardCharsets.UTF_8).strip();
    }

    private static void write(Process process, byte[] input) {
        try (var in = process.getOutputStream()) {
            in.write(input);
        } catch (IOException e) {
            // git ended early: its status and error text tell why.
        }
    }

    private static void readErrors(Process process, StringBuffer errors) {
        try (var stream = process.getErrorStream()) {
            errors.append(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            errors.append("(error text unreadable: ").append(e).append(')');
        }
    }
}
