package io.upmpublisher.system;

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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.jspecify.annotations.Nullable;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** Stands before the real registry: keeps count of what is sent there, and makes it fail when a test wants that. */
final class RegistryProxy implements AutoCloseable {

    private static final Set<String> NOT_PASSED_ON = Set.of("connection", "host", "content-length", "transfer-encoding",
            "expect", "upgrade", "http2-settings");

    private final URI registry;
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .proxy(HttpClient.Builder.NO_PROXY).build();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Put> puts = new CopyOnWriteArrayList<>();
    private final Map<String, HeldPut> holds = new ConcurrentHashMap<>();
    private volatile boolean credentialsRefused;
    private @Nullable HttpServer server;
    private int port;

    private RegistryProxy(URI registry) {
        this.registry = registry;
    }

    static RegistryProxy before(URI registry) {
        var proxy = new RegistryProxy(registry);
        proxy.comeBack();
        return proxy;
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** A publish as it went by, with the registry's answer. */
    record Put(String name, String version, int status) {

        boolean tookEffect() {
            return status / 100 == 2;
        }
    }

    /** What was sent of these packages, in the order in which the registry answered. */
    List<Put> puts(String... names) {
        var wanted = Set.of(names);
        return puts.stream().filter(put -> wanted.contains(put.name())).toList();
    }

    /** Stops the next PUT of the package before the registry gets it. */
    HeldPut holdRequest(String name) {
        return hold(name, HeldPut.Stage.REQUEST);
    }

    /** Passes the next PUT of the package on, and keeps the registry's answer back. */
    HeldPut holdAnswer(String name) {
        return hold(name, HeldPut.Stage.ANSWER);
    }

    void refuseCredentials(boolean refused) {
        credentialsRefused = refused;
    }

    /** From now on connections are refused. */
    void goDown() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }

    void comeBack() {
        try {
            var started = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            started.setExecutor(threads);
            started.createContext("/", this::handle);
            started.start();
            server = started;
            port = started.getAddress().getPort();
        } catch (IOException e) {
            throw new UncheckedIOException("Could not stand before the registry", e);
        }
    }

    @Override
    public void close() {
        goDown();
        threads.shutdownNow();
        client.shutdownNow();
    }

    private HeldPut hold(String name, HeldPut.Stage stage) {
        var held = new HeldPut(stage);
        holds.put(name, held);
        return held;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            if (credentialsRefused) {
                // Some registries quote what they were sent.
                answer(exchange, 401, ("{\"error\":\"not accepted: "
                        + exchange.getRequestHeaders().getFirst("Authorization") + "\"}").getBytes(StandardCharsets.UTF_8));
            } else if (exchange.getRequestMethod().equals("PUT")) {
                passPut(exchange, body);
            } else {
                var response = forward(exchange, body);
                passAnswer(exchange, response);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void passPut(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        var document = Http.JSON.readTree(body);
        var name = document.path("name").asText();
        var hold = holds.remove(name);
        if (hold != null && hold.stage() == HeldPut.Stage.REQUEST && !hold.pause()) {
            return;
        }
        var response = forward(exchange, body);
        puts.add(new Put(name, document.path("versions").fieldNames().next(), response.statusCode()));
        if (hold != null && hold.stage() == HeldPut.Stage.ANSWER && !hold.pause()) {
            return;
        }
        passAnswer(exchange, response);
    }

    private HttpResponse<byte[]> forward(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        // The path as it came: a scope's slash stays encoded.
        var request = HttpRequest.newBuilder(URI.create(registry + exchange.getRequestURI().toString()));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!NOT_PASSED_ON.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        var content = body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body);
        return client.send(request.method(exchange.getRequestMethod(), content).build(), BodyHandlers.ofByteArray());
    }

    private static void passAnswer(HttpExchange exchange, HttpResponse<byte[]> response) throws IOException {
        response.headers().map().forEach((name, values) -> {
            if (!NOT_PASSED_ON.contains(name.toLowerCase(java.util.Locale.ROOT))) {
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
