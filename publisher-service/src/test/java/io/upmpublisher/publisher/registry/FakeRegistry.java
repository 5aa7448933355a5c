package io.upmpublisher.publisher.registry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** A registry that keeps what it is sent, and misbehaves on request: scripted answers are given first, one to each request. */
final class FakeRegistry implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Map<String, Queue<Answer>> scripts = new ConcurrentHashMap<>();
    private final Map<String, ObjectNode> documents = new ConcurrentHashMap<>();
    private final Map<String, byte[]> tarballs = new ConcurrentHashMap<>();

    record Request(String method, String path, String authorization) {
    }

    @FunctionalInterface
    interface Answer {
        void give(HttpExchange exchange) throws IOException;
    }

    FakeRegistry() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    /** @param method {@code GET} for packuments, {@code TARBALL} for tarballs */
    FakeRegistry script(String method, Answer... answers) {
        scripts.computeIfAbsent(method, key -> new ConcurrentLinkedQueue<>()).addAll(List.of(answers));
        return this;
    }

    List<Request> requests() {
        return requests;
    }

    long count(String method) {
        return requests.stream().filter(request -> request.method().equals(method)).count();
    }

    /** Has the version from now on, as if published by someone. */
    void keep(PublishDocument document, byte[] tarball) {
        try (var stream = new EncodedDocument(document, TestRegistries.at(uri())).stream()) {
            keep(stream.readAllBytes());
            tarballs.replaceAll((path, bytes) -> tarball);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void keepTarballOnly(String path) {
        tarballs.put(path, new byte[] { 1 });
    }

    static Answer status(int status, String body, String... headers) {
        return exchange -> {
            exchange.getRequestBody().readAllBytes();
            for (var i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
            }
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }

    Answer keepThenHangUp() {
        return exchange -> {
            keep(exchange.getRequestBody().readAllBytes());
            exchange.close();
        };
    }

    Answer keepThenSaySomethingElse(int status) {
        return exchange -> {
            keep(exchange.getRequestBody().readAllBytes());
            status(status, "{}").give(exchange);
        };
    }

    Answer keepThenStall() {
        return exchange -> {
            keep(exchange.getRequestBody().readAllBytes());
            await(closed);
        };
    }

    Answer hangUpInMidBodyAfter(Runnable effect) {
        return exchange -> {
            exchange.getRequestBody().readNBytes(10_000);
            effect.run();
            exchange.close();
        };
    }

    static Answer hangUpInAnswer() {
        return exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            exchange.close();
        };
    }

    /** Sends the head of an answer and then nothing more. */
    Answer stallInBody() {
        return exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            await(closed);
        };
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getRawPath();
            var method = exchange.getRequestMethod();
            requests.add(new Request(method, path, exchange.getRequestHeaders().getFirst("Authorization")));
            var isTarball = path.contains(".tgz") && method.equals("GET");
            var script = scripts.getOrDefault(isTarball ? "TARBALL" : method, new ConcurrentLinkedQueue<>()).poll();
            if (script != null) {
                script.give(exchange);
            } else if (isTarball) {
                answerTarball(exchange, path);
            } else {
                switch (method) {
                    case "PUT" -> answerPut(exchange);
                    case "DELETE" -> answerDelete(exchange, path);
                    default -> answerDocument(exchange, path.substring(1));
                }
            }
        }
    }

    private void answerPut(HttpExchange exchange) throws IOException {
        keep(exchange.getRequestBody().readAllBytes());
        status(201, "{\"ok\":\"created new package\"}").give(exchange);
    }

    private void answerDelete(HttpExchange exchange, String path) throws IOException {
        var removed = tarballs.remove(path.substring(0, path.indexOf("/-rev/")));
        status(removed == null ? 404 : 201, "{}").give(exchange);
    }

    private void answerDocument(HttpExchange exchange, String name) throws IOException {
        var document = documents.get(name);
        status(document == null ? 404 : 200,
                document == null ? "{\"error\":\"no such package available\"}" : document.toString())
                .give(exchange);
    }

    private void answerTarball(HttpExchange exchange, String path) throws IOException {
        var tarball = tarballs.get(path);
        exchange.sendResponseHeaders(tarball == null ? 404 : 200, tarball == null ? -1 : tarball.length);
        if (tarball != null) {
            exchange.getResponseBody().write(tarball);
        }
    }

    private void keep(byte[] body) throws IOException {
        var sent = (ObjectNode) JSON.readTree(body);
        var attachment = sent.remove("_attachments").elements().next();
        documents.merge(sent.get("name").asText(), sent, (old, added) -> {
            old.withObject("/versions").setAll((ObjectNode) added.get("versions"));
            return old;
        });
        var tarball = URI.create(sent.get("versions").elements().next().at("/dist/tarball").asText());
        tarballs.put(tarball.getRawPath(), Base64.getDecoder().decode(attachment.get("data").asText()));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
