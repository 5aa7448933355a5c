package io.upmpublisher.system;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import io.upmpublisher.testing.PrivateInfrastructure;

/** One service as its users run it: the packaged program in a JVM of its own. */
final class ServiceProcess implements AutoCloseable {

    // As in deploy/local: five services side by side on one machine that also builds.
    private static final List<String> JAVA_OPTIONS = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xss512k",
            "-XX:+ExitOnOutOfMemoryError", "-Djava.util.logging.manager=org.jboss.logmanager.LogManager");
    // Nothing else of the surroundings reaches a service: a developer's shell may hold real credentials.
    private static final List<String> INHERITED = List.of("PATH", "HOME", "LANG", "TMPDIR");

    private final Service service;
    private final Map<String, String> environment;
    private final List<String> settings;
    private final Path log;
    private final int port = freePort();
    private @Nullable Process process;

    /**
     * @param settings system properties, as in {@code upm.messaging.inbox.lease=5S}
     */
    ServiceProcess(Service service, Map<String, String> environment, List<String> settings) {
        this.service = service;
        this.environment = Map.copyOf(environment);
        this.settings = List.copyOf(settings);
        this.log = Stack.target().resolve(service.key() + ".log");
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    Path log() {
        return log;
    }

    ServiceProcess start() {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JAVA_OPTIONS);
        command.add(service == Service.PUBLISHER ? "-Xmx256m" : "-Xmx128m");
        settings.forEach(setting -> command.add("-D" + setting));
        command.addAll(List.of("-jar", program().toString()));
        var builder = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().retainAll(INHERITED);
        builder.environment().putAll(environment);
        builder.environment().put("QUARKUS_HTTP_HOST", "127.0.0.1");
        builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("Could not start " + service.key(), e);
        }
        return this;
    }

    void awaitReady() {
        await(service.key() + " to be ready; its log is " + log).atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(200)).until(() -> {
                    if (!running().isAlive()) {
                        throw new IllegalStateException(service.key() + " ended while it started; its log is " + log);
                    }
                    return Http.isOk(url().resolve("/q/health/ready"));
                });
    }

    /** Ends it as a power cut would. */
    void kill() {
        end(running().destroyForcibly());
    }

    /** Ends it in good order, by force if it takes too long. */
    @Override
    public void close() {
        if (process != null) {
            process.destroy();
            end(process);
        }
    }

    private void end(Process ending) {
        try {
            if (!ending.waitFor(15, TimeUnit.SECONDS)) {
                ending.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            ending.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private Process running() {
        if (process == null) {
            throw new IllegalStateException(service.key() + " was not started");
        }
        return process;
    }

    private Path program() {
        var program = PrivateInfrastructure.checkout().resolve(service.key() + "-service/target/quarkus-app/quarkus-run.jar");
        if (!Files.isRegularFile(program)) {
            throw new IllegalStateException(program + " is missing: mvn verify builds it before these tests");
        }
        return program;
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("No free port", e);
        }
    }
}
