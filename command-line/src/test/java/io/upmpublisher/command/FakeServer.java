package io.upmpublisher.command;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** Answers as it is told, and remembers what was asked. */
public final class FakeServer implements AutoCloseable {

    private final HttpServer server;
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    public record Asked(String method, String path, Map<String, List<String>> headers, String body) {

        public String header(String name) {
            return headers.entrySet().stream().filter(each -> each.getKey().equalsIgnoreCase(name))
                    .map(each -> each.getValue().getFirst()).findFirst().orElse("");
        }
    }

    public record Told(int status, Map<String, String> headers, String body) {

        public static Told of(int status) {
            return new Told(status, Map.of(), "");
        }

        public static Told json(int status, String body) {
            return new Told(status, Map.of("Content-Type", "application/json"), body);
        }
    }

    private FakeServer(HttpServer server) {
        this.server = server;
    }

    public static FakeServer answering(Function<Asked, Told> answer) {
        try {
            var fake = new FakeServer(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
            fake.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            fake.server.createContext("/", exchange -> fake.handle(exchange, answer));
            fake.server.start();
            return fake;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    private void handle(HttpExchange exchange, Function<Asked, Told> answer) throws IOException {
        try (exchange) {
            var request = new Asked(exchange.getRequestMethod(), exchange.getRequestURI().toString(),
                    Map.copyOf(exchange.getRequestHeaders()),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            asked.add(request);
            var told = answer.apply(request);
            told.headers().forEach(exchange.getResponseHeaders()::set);
            var body = told.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(told.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
