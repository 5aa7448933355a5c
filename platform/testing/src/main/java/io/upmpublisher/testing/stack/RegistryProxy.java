package io.upmpublisher.testing.stack;

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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** Stands before the real registry: keeps count of what is sent there, and makes it fail when a test wants that. */
public final class RegistryProxy implements AutoCloseable {

    private static final Set<String> NOT_PASSED_ON = Set.of("connection", "host", "content-length", "transfer-encoding",
            "expect", "upgrade", "http2-settings");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI registry;
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .proxy(HttpClient.Builder.NO_PROXY).build();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Put> puts = new CopyOnWriteArrayList<>();
    private final Map<String, HeldPut> holds = new ConcurrentHashMap<>();
    private volatile Function<Request, Optional<RegistryFault>> weather = request -> Optional.empty();
    private final AtomicInteger orphans = new AtomicInteger();
    private volatile boolean credentialsRefused;
    private @Nullable HttpServer server;
    private int port;

    private RegistryProxy(URI registry) {
        this.registry = registry;
    }

    public static RegistryProxy before(URI registry) {
        var proxy = new RegistryProxy(registry);
        proxy.comeBack();
        return proxy;
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** A publish as it went by, with the registry's answer. */
    public record Put(String name, String version, int status, Instant answeredAt) {

        public boolean tookEffect() {
            return status / 100 == 2;
        }
    }

    /**
     * @param path as it was sent, a scope's slash encoded
     * @param published what a PUT brings, as in {@code com.studio.core@1.2.3}
     */
    public record Request(String method, String path, Optional<String> published) {
    }

    /** What was sent of these packages, in the order in which the registry answered. */
    public List<Put> puts(String... names) {
        var wanted = Set.of(names);
        return puts.stream().filter(put -> wanted.contains(put.name())).toList();
    }

    /** Everything that was sent. */
    public List<Put> puts() {
        return List.copyOf(puts);
    }

    /** How many tarballs were really left without a version: not every publish that is made to break off leaves one. */
    public int orphans() {
        return orphans.get();
    }

    /** Stops the next PUT of the package before the registry gets it. */
    public HeldPut holdRequest(String name) {
        return hold(name, HeldPut.Stage.REQUEST);
    }

    /** Passes the next PUT of the package on, and keeps the registry's answer back. */
    public HeldPut holdAnswer(String name) {
        return hold(name, HeldPut.Stage.ANSWER);
    }

    /**
     * What becomes of requests from now on.
     *
     * @param faultOf asked for each request, by several threads at once
     */
    public void weather(Function<Request, Optional<RegistryFault>> faultOf) {
        weather = faultOf;
    }

    /** Requests pass through again. */
    public void clearUp() {
        weather = request -> Optional.empty();
    }

    /** Every request is answered 401, by a registry that quotes the token it was sent. */
    public void refuseCredentials(boolean refused) {
        credentialsRefused = refused;
    }

    /** From now on connections are refused. */
    public void goDown() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }

    public void comeBack() {
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
                return;
            }
            var fault = weather.apply(
                    new Request(exchange.getRequestMethod(), exchange.getRequestURI().toString(), publishedIn(exchange, body)));
            if (fault.isPresent()) {
                fail(exchange, body, fault.get());
            } else {
                pass(exchange, body);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void fail(HttpExchange exchange, byte[] body, RegistryFault fault) throws IOException, InterruptedException {
        switch (fault) {
            case RegistryFault.Instead instead -> {
                instead.headers().forEach(exchange.getResponseHeaders()::set);
                answer(exchange, instead.status(), instead.body().getBytes(StandardCharsets.UTF_8));
            }
            case RegistryFault.AnswerLost(int status) -> {
                forward(exchange, body);
                answer(exchange, status, new byte[0]);
            }
            case RegistryFault.HangUp(boolean registryObeys) -> {
                if (registryObeys) {
                    forward(exchange, body);
                }
            }
            case RegistryFault.CutShort() -> {
                var response = forward(exchange, body);
                exchange.sendResponseHeaders(response.statusCode(), response.body().length + 1L);
                exchange.getResponseBody().write(response.body(), 0, response.body().length / 2);
            }
            case RegistryFault.Slow(Duration delay) -> {
                var response = forward(exchange, body);
                Thread.sleep(delay);
                passAnswer(exchange, response.statusCode(), response, response.body());
            }
            case RegistryFault.Altered() -> {
                var response = forward(exchange, body);
                var altered = response.body().clone();
                if (altered.length > 0) {
                    altered[altered.length / 2] ^= 1;
                }
                passAnswer(exchange, response.statusCode(), response, altered);
            }
            case RegistryFault.OrphanBefore() -> {
                forward(exchange, spoilt(body));
                if (isOrphaned(exchange, body)) {
                    orphans.incrementAndGet();
                }
                pass(exchange, body);
            }
        }
    }

    private void pass(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        var hold = exchange.getRequestMethod().equals("PUT") ? holds.remove(nameIn(body)) : null;
        if (hold != null && hold.stage() == HeldPut.Stage.REQUEST && !hold.pause()) {
            return;
        }
        var response = forward(exchange, body);
        if (hold != null && hold.stage() == HeldPut.Stage.ANSWER && !hold.pause()) {
            return;
        }
        passAnswer(exchange, response.statusCode(), response, response.body());
    }

    private HttpResponse<byte[]> forward(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        // The path as it came: a scope's slash stays encoded.
        var request = HttpRequest.newBuilder(URI.create(registry + exchange.getRequestURI().toString()));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!NOT_PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        var content = body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body);
        var response = client.send(request.method(exchange.getRequestMethod(), content).build(), BodyHandlers.ofByteArray());
        if (exchange.getRequestMethod().equals("PUT")) {
            note(body, response.statusCode());
        }
        return response;
    }

    private void note(byte[] body, int status) throws IOException {
        versionIn(body).ifPresent(version -> puts.add(new Put(version.name(), version.version(), status, Instant.now())));
    }

    private static Optional<String> publishedIn(HttpExchange exchange, byte[] body) throws IOException {
        return exchange.getRequestMethod().equals("PUT")
                ? versionIn(body).map(version -> version.name() + "@" + version.version())
                : Optional.empty();
    }

    // A PUT without versions moves a tag or takes a version away.
    private static Optional<Version> versionIn(byte[] body) throws IOException {
        var document = JSON.readTree(body);
        var versions = document.path("versions").fieldNames();
        return versions.hasNext() ? Optional.of(new Version(document.path("name").asText(), versions.next()))
                : Optional.empty();
    }

    // Verdaccio refuses a wrong shasum only after it has written the tarball down.
    private static byte[] spoilt(byte[] body) throws IOException {
        var document = JSON.readTree(body);
        document.path("versions").forEach(version -> ((ObjectNode) version.path("dist")).put("shasum", "0".repeat(40)));
        return JSON.writeValueAsBytes(document);
    }

    private boolean isOrphaned(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        var version = versionIn(body);
        if (version.isEmpty()) {
            return false;
        }
        var name = version.get().name();
        var document = URI.create(registry + "/" + name.replace("/", "%2f"));
        var tarball = URI.create(registry + "/" + name + "/-/" + name.substring(name.indexOf('/') + 1) + "-"
                + version.get().version() + ".tgz");
        return ask(exchange, tarball).statusCode() == 200
                && !JSON.readTree(ask(exchange, document).body()).path("versions").has(version.get().version());
    }

    private HttpResponse<byte[]> ask(HttpExchange exchange, URI address) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address);
        var authorization = exchange.getRequestHeaders().getFirst("Authorization");
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static String nameIn(byte[] body) throws IOException {
        return JSON.readTree(body).path("name").asText();
    }

    private record Version(String name, String version) {
    }

    private static void passAnswer(HttpExchange exchange, int status, HttpResponse<byte[]> response, byte[] body)
            throws IOException {
        response.headers().map().forEach((name, values) -> {
            if (!NOT_PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
                exchange.getResponseHeaders().put(name, values);
            }
        });
        answer(exchange, status, body);
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }
}
