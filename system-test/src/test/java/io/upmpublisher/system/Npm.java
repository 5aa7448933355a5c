package io.upmpublisher.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The real npm, which reaches nothing but the registry and knows nothing of the machine's own settings. */
record Npm(URI registry) {

    /** Installs a package with what it depends on, and returns the folder that they all lie in. */
    Path install(String nameAndVersion) {
        try {
            var folder = Files.createTempDirectory(Stack.target(), "install-");
            Files.writeString(folder.resolve("package.json"), "{\"name\":\"consumer\",\"version\":\"0.0.0\",\"private\":true}");
            Files.createFile(folder.resolve("npmrc"));
            run(folder, "npm", "install", "--registry=" + registry, "--cache=" + folder.resolve("cache"),
                    "--userconfig=" + folder.resolve("npmrc"), "--globalconfig=" + folder.resolve("npmrc-global"),
                    "--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier", nameAndVersion);
            return folder.resolve("node_modules");
        } catch (IOException e) {
            throw new UncheckedIOException("Could not install " + nameAndVersion, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while npm ran", e);
        }
    }

    private static void run(Path folder, String... command) throws IOException, InterruptedException {
        var log = folder.resolve("npm.log").toFile();
        var builder = new ProcessBuilder(List.of(command)).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(log);
        var environment = builder.environment();
        environment.keySet().removeIf(name -> name.toLowerCase(java.util.Locale.ROOT).startsWith("npm_config_")
                || name.toLowerCase(java.util.Locale.ROOT).endsWith("_proxy"));
        // Nothing listens there: whatever is not asked of the registry fails.
        environment.put("HTTP_PROXY", "http://127.0.0.1:9");
        environment.put("HTTPS_PROXY", "http://127.0.0.1:9");
        environment.put("NO_PROXY", "127.0.0.1");
        var process = builder.start();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IllegalStateException("npm failed: " + Files.readString(log.toPath()));
        }
    }
}
