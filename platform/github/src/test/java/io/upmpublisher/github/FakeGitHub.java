package io.upmpublisher.github;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/** Answers as it is told to, and keeps what it was asked. */
final class FakeGitHub implements AutoCloseable {

    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final HttpServer server;
    private final Map<String, Behaviour> behaviours = new ConcurrentHashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    FakeGitHub() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 50);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    GitHubConnection connection(Clock clock) {
        return connection(clock, Duration.ofSeconds(20));
    }

    GitHubConnection connection(Clock clock, Duration limit) {
        return new GitHubConnection(ApiBase.of(uri(), Set.of()), limit, clock, registry);
    }

    /**
     * @param request as in {@code GET /repos/studio/game}
     */
    FakeGitHub on(String request, Behaviour behaviour) {
        behaviours.put(request, behaviour);
        return this;
    }

    FakeGitHub on(String request, Answer answer) {
        return on(request, _ -> answer);
    }

    List<Asked> asked() {
        return List.copyOf(asked);
    }

    long asked(String request) {
        return asked.stream().filter(one -> one.request().equals(request)).count();
    }

    Asked last() {
        return asked.getLast();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var headers = new HashMap<String, String>();
            exchange.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(), values.getFirst()));
            var one = new Asked(exchange.getRequestMethod() + " " + exchange.getRequestURI(), headers,
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            asked.add(one);
            var answer = behaviours.getOrDefault(one.request(), _ -> answer(404, "{\"message\":\"Not Found\"}")).to(one);
            answer.headers().forEach(exchange.getResponseHeaders()::add);
            var body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length + answer.missing());
            exchange.getResponseBody().write(body);
            exchange.getResponseBody().flush();
            answer.before().await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static Answer answer(int status, String body) {
        return new Answer(status, Map.of(), body, 0, () -> {
        });
    }

    interface Behaviour {
        Answer to(Asked asked) throws InterruptedException;
    }

    interface Wait {
        void await() throws InterruptedException;
    }

    record Asked(String request, Map<String, String> headers, String body) {

        Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name.toLowerCase()));
        }
    }

    /**
     * @param missing bytes that are promised and do not come
     * @param before what the end of the answer waits for
     */
    record Answer(int status, Map<String, String> headers, String body, int missing, Wait before) {

        Answer with(String name, String value) {
            var more = new HashMap<>(headers);
            more.put(name, value);
            return new Answer(status, more, body, missing, before);
        }

        Answer cutOff() {
            return new Answer(status, headers, body, 10, before);
        }

        Answer endingAfter(Wait wait) {
            return new Answer(status, headers, body, 10, wait);
        }
    }
}
