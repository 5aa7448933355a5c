package io.upmpublisher.publisher.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** Stands before the real registry: notes what the registry took, and fails for packages that a test names. */
final class RegistryProxy implements AutoCloseable {

    private static final Set<String> NOT_PASSED_ON = Set.of("connection", "host", "content-length", "transfer-encoding",
            "expect", "upgrade", "http2-settings");

    private final URI registry;
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Fault> faults = new CopyOnWriteArrayList<>();
    private final List<String> taken = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    /**
     * @param passesOn whether the registry gets the request before the caller is failed
     * @param status 0 to hang up without an answer
     * @param hits how many requests it met
     */
    record Fault(Predicate<String> request, boolean passesOn, int status, AtomicInteger hits) {

        private Fault(Predicate<String> request, boolean passesOn, int status) {
            this(request, passesOn, status, new AtomicInteger());
        }
    }

    RegistryProxy(URI registry) {
        this.registry = registry;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Fails requests, as in {@code PUT /com.studio.core}, until the fault is taken away. */
    Fault failing(String request, int status) {
        return add(new Fault(request::equals, false, status));
    }

    /** Fails as many of the requests as that. */
    Fault failingFirst(int times, String request, int status) {
        var left = new AtomicInteger(times);
        return add(new Fault(made -> made.equals(request) && left.getAndDecrement() > 0, false, status));
    }

    /** Answers the first of the requests itself, after something else has happened. */
    Fault meanwhile(String request, Runnable other, int status) {
        var left = new AtomicInteger(1);
        return add(new Fault(made -> {
            var isFirst = made.equals(request) && left.getAndDecrement() > 0;
            if (isFirst) {
                other.run();
            }
            return isFirst;
        }, false, status));
    }

    /** Lets the registry obey, and tells the caller that it failed. */
    Fault obeyingBut(String request, int status) {
        return add(new Fault(request::equals, true, status));
    }

    /** Lets the registry obey, and hangs up on the caller. */
    Fault swallowingAnswersTo(String request) {
        return add(new Fault(request::equals, true, 0));
    }

    Fault refusingTheToken() {
        return add(new Fault(request -> true, false, 401));
    }

    void remove(Fault fault) {
        faults.remove(fault);
    }

    /** The packages that the registry took, in order. */
    List<String> taken(String prefix) {
        return taken.stream().filter(name -> name.startsWith(prefix)).toList();
    }

    /** What is in a published tarball, by path. */
    Map<String, byte[]> files(String name, String version) throws IOException, InterruptedException {
        var tarball = client.send(
                HttpRequest.newBuilder(URI.create(registry + "/" + name + "/-/" + name + "-" + version + ".tgz"))
                        .header("Authorization", "Bearer " + System.getenv("UPM_TEST_VERDACCIO_TOKEN")).build(),
                BodyHandlers.ofInputStream());
        var files = new LinkedHashMap<String, byte[]>();
        try (var tar = new GZIPInputStream(tarball.body())) {
            for (var header = tar.readNBytes(512); header[0] != 0; header = tar.readNBytes(512)) {
                var path = text(header, 345, 155).isEmpty() ? text(header, 0, 100)
                        : text(header, 345, 155) + "/" + text(header, 0, 100);
                var size = Integer.parseInt(text(header, 124, 12).strip(), 8);
                files.put(path.replaceFirst("^package/", ""), tar.readNBytes(size));
                tar.readNBytes(Math.floorMod(-size, 512));
            }
        }
        return files;
    }

    private static String text(byte[] header, int at, int length) {
        return new String(header, at, length, StandardCharsets.UTF_8).replaceFirst("\0.*", "");
    }

    int delete(String path, String token) {
        try {
            return client.send(HttpRequest.newBuilder(URI.create(registry + path)).DELETE()
                    .header("Authorization", "Bearer " + token).build(), BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        client.shutdownNow();
    }

    private Fault add(Fault fault) {
        faults.add(fault);
        return fault;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            var request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            var fault = faults.stream().filter(each -> each.request().test(request)).findFirst();
            if (fault.isEmpty()) {
                pass(exchange, forward(exchange, body));
                return;
            }
            fault.get().hits().incrementAndGet();
            if (fault.get().passesOn()) {
                forward(exchange, body);
            }
            if (fault.get().status() != 0) {
                answer(exchange, fault.get().status(), "{\"error\":\"as the test wants it\"}".getBytes(StandardCharsets.UTF_8));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpResponse<byte[]> forward(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(registry + exchange.getRequestURI().toString()));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!NOT_PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        var content = body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body);
        var response = client.send(request.method(exchange.getRequestMethod(), content).build(), BodyHandlers.ofByteArray());
        if (exchange.getRequestMethod().equals("PUT") && response.statusCode() / 100 == 2) {
            taken.add(exchange.getRequestURI().getPath().substring(1));
        }
        return response;
    }

    private static void pass(HttpExchange exchange, HttpResponse<byte[]> response) throws IOException {
        response.headers().map().forEach((name, values) -> {
            if (!NOT_PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
                exchange.getResponseHeaders().put(name, values);
            }
        });
        answer(exchange, response.statusCode(), response.body());
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }
}
