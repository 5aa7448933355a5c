package io.upmpublisher.testing.stack;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
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
public final class ServiceProcess implements AutoCloseable {

    // As in deploy/local: five services side by side on one machine that also builds.
    private static final List<String> JAVA_OPTIONS = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xss512k",
            "-XX:+ExitOnOutOfMemoryError", "-Djava.util.logging.manager=org.jboss.logmanager.LogManager");
    // Nothing else of the surroundings reaches a service: a developer's shell may hold real credentials.
    private static final List<String> INHERITED = List.of("PATH", "HOME", "LANG", "TMPDIR");
    private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .proxy(HttpClient.Builder.NO_PROXY).connectTimeout(Duration.ofSeconds(5)).build();

    private final Service service;
    private final Launch launch;
    private final int port = freePort();
    private @Nullable Process process;

    /**
     * @param program the runnable jar
     * @param settings system properties, as in {@code upm.messaging.inbox.lease=5S}
     * @param log file that everything it prints is appended to
     */
    public record Launch(Path program, Map<String, String> environment, List<String> settings, Path log) {

        public Launch {
            environment = Map.copyOf(environment);
            settings = List.copyOf(settings);
        }
    }

    public ServiceProcess(Service service, Launch launch) {
        this.service = service;
        this.launch = launch;
    }

    /** The program as the build left it in a checkout, or a copy of one. */
    public static Path programIn(Path checkout, Service service) {
        return checkout.resolve(service.key() + "-service/target/quarkus-app/quarkus-run.jar");
    }

    public static Path program(Service service) {
        return programIn(PrivateInfrastructure.checkout(), service);
    }

    public Service service() {
        return service;
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    public Path log() {
        return launch.log();
    }

    public long pid() {
        return running().pid();
    }

    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    public ServiceProcess start() {
        if (!Files.isRegularFile(launch.program())) {
            throw new IllegalStateException(launch.program() + " is missing: mvn verify builds it before these tests");
        }
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JAVA_OPTIONS);
        command.add(service == Service.PUBLISHER ? "-Xmx256m" : "-Xmx128m");
        launch.settings().forEach(setting -> command.add("-D" + setting));
        command.addAll(List.of("-jar", launch.program().toString()));
        var builder = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(launch.log().toFile()));
        builder.environment().keySet().retainAll(INHERITED);
        builder.environment().putAll(launch.environment());
        builder.environment().put("QUARKUS_HTTP_HOST", "127.0.0.1");
        builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("Could not start " + service.key(), e);
        }
        return this;
    }

    public ServiceProcess awaitReady() {
        await(service.key() + " to be ready; its log is " + log()).atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofMillis(200)).until(() -> {
                    if (!running().isAlive()) {
                        throw new IllegalStateException(service.key() + " ended while it started; its log is " + log());
                    }
                    return isReady();
                });
        return this;
    }

    public boolean isReady() {
        return status("/q/health/ready") == 200;
    }

    /** Whether it says that no restart is needed. */
    public boolean isLive() {
        return status("/q/health/live") == 200;
    }

    /** Ends it as a power cut would. */
    public void kill() {
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

    private int status(String path) {
        try {
            return CLIENT.send(HttpRequest.newBuilder(url().resolve(path)).timeout(Duration.ofSeconds(5)).build(),
                    BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private void end(Process ending) {
        try {
            if (!ending.waitFor(30, TimeUnit.SECONDS)) {
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

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("No free port", e);
        }
    }
}
