package io.upmpublisher.testing;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;

/**
 * Git LFS as a git host serves it beside its repositories: the batch API and basic downloads by addresses that are good for a
 * while (https://github.com/git-lfs/git-lfs/tree/main/docs/api). Faults are put before it with {@link #instead}.
 */
public final class LfsServer {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern BATCH = Pattern.compile("/([^/]+/[^/]+?)(?:\\.git)?/info/lfs/objects/batch");
    private static final Pattern OBJECT = Pattern.compile("/\\.lfs/([^/]+/[^/]+)/([0-9a-f]{64})");
    private static final int MAX_OBJECTS = 100;

    private final Map<String, byte[]> objects = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> tickets = new ConcurrentHashMap<>();
    private final List<Fault> faults = new CopyOnWriteArrayList<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private volatile int downloadsPerTicket = Integer.MAX_VALUE;
    private volatile Optional<URI> storage = Optional.empty();

    LfsServer() {
    }

    /**
     * A request as it came.
     *
     * @param authorization what it carried; empty if nothing
     */
    public record Request(String method, String path, String authorization) {
        public boolean isBatch() {
            return BATCH.matcher(path).matches();
        }
    }

    /** An answer other than the server's. */
    @FunctionalInterface
    public interface Answer {
        void give(HttpExchange exchange) throws IOException;
    }

    private record Fault(String pathPart, AtomicInteger times, Answer answer) {
    }

    /** Keeps a content for a repository, and gives the text of the pointer to it. */
    public String put(String repository, byte[] content) {
        objects.put(repository + "/" + oid(content), content);
        return pointerTo(content);
    }

    public static String pointerTo(byte[] content) {
        return "version https://git-lfs.github.com/spec/v1\noid sha256:" + oid(content) + "\nsize " + content.length + "\n";
    }

    public static String oid(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Gives another answer to the next requests whose path has this part. */
    public void instead(String pathPart, int times, Answer answer) {
        faults.add(new Fault(pathPart, new AtomicInteger(times), answer));
    }

    /** An answer with a message as the API's errors have it, and headers as {@code name, value, …}. */
    public static Answer status(int status, String... headers) {
        return exchange -> {
            for (var i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
            }
            answer(exchange, status, JSON.createObjectNode().put("message", "stand-in says " + status).toString()
                    .getBytes(StandardCharsets.UTF_8));
        };
    }

    public static Answer bytes(byte[] body) {
        return exchange -> answer(exchange, 200, body);
    }

    /** Announces a content and breaks off in the middle of it. */
    public static Answer cutOff(byte[] content) {
        return exchange -> {
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content, 0, content.length / 2);
            exchange.getResponseBody().flush();
            exchange.close();
        };
    }

    /** After so many downloads an answer's addresses are good no more; it has to be asked for new ones. */
    public void expireAfter(int downloads) {
        downloadsPerTicket = downloads;
    }

    /** Objects are to be fetched from another server, which wants no credential. */
    public void keepObjectsAt(URI other) {
        storage = Optional.of(other);
    }

    public List<Request> requests() {
        return List.copyOf(requests);
    }

    public void forgetRequests() {
        requests.clear();
    }

    /** Whether downloads, which carry what the batch answer gave them, are meant. */
    static boolean isObject(String path) {
        return OBJECT.matcher(path).matches();
    }

    boolean serves(String path) {
        return isObject(path) || BATCH.matcher(path).matches();
    }

    void handle(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        var authorization = exchange.getRequestHeaders().getFirst("Authorization");
        requests.add(new Request(exchange.getRequestMethod(), path, authorization == null ? "" : authorization));
        for (var fault : faults) {
            if (path.contains(fault.pathPart()) && fault.times().getAndDecrement() > 0) {
                exchange.getRequestBody().readAllBytes();
                fault.answer().give(exchange);
                return;
            }
        }
        var object = OBJECT.matcher(path);
        if (object.matches()) {
            download(exchange, object.group(1) + "/" + object.group(2));
        } else {
            batch(exchange, path);
        }
    }

    private void batch(HttpExchange exchange, String path) throws IOException {
        var batch = BATCH.matcher(path);
        var question = JSON.readTree(exchange.getRequestBody());
        if (!batch.matches() || !exchange.getRequestMethod().equals("POST")
                || !"application/vnd.git-lfs+json".equals(exchange.getRequestHeaders().getFirst("Accept"))) {
            status(406).give(exchange);
            return;
        }
        if (!question.path("operation").asText().equals("download") || question.path("objects").size() > MAX_OBJECTS) {
            status(question.path("objects").size() > MAX_OBJECTS ? 413 : 422).give(exchange);
            return;
        }
        var ticket = UUID.randomUUID().toString();
        tickets.put(ticket, new AtomicInteger(downloadsPerTicket));
        var answer = JSON.createObjectNode().put("transfer", "basic");
        var listed = answer.putArray("objects");
        question.path("objects").forEach(
                asked -> describe(asked, batch.group(1), ticket, exchange.getLocalAddress().getPort(), listed.addObject()));
        exchange.getResponseHeaders().set("Content-Type", "application/vnd.git-lfs+json");
        answer(exchange, 200, answer.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void describe(JsonNode asked, String repository, String ticket, int port, ObjectNode object) {
        var oid = asked.path("oid").asText();
        object.put("oid", oid).put("size", asked.path("size").asLong());
        var content = objects.get(repository + "/" + oid);
        if (content == null) {
            object.putObject("error").put("code", 404).put("message", "Object does not exist");
        } else if (content.length != asked.path("size").asLong()) {
            object.putObject("error").put("code", 422).put("message", "Size does not match");
        } else {
            var download = object.put("authenticated", true).putObject("actions").putObject("download");
            var base = storage.map(URI::toString).orElse("http://127.0.0.1:" + port);
            download.put("href", base + "/.lfs/" + repository + "/" + oid).put("expires_in", 3600);
            download.putObject("header").put("Authorization", "Ticket " + ticket);
        }
    }

    private void download(HttpExchange exchange, String key) throws IOException {
        var authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        var ticket = tickets.get(authorization.replaceFirst("^Ticket ", ""));
        if (ticket == null || ticket.getAndDecrement() <= 0) {
            status(403).give(exchange);
        } else if (objects.containsKey(key)) {
            answer(exchange, 200, objects.get(key));
        } else {
            status(404).give(exchange);
        }
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }
}
