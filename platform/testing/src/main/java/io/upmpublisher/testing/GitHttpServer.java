package io.upmpublisher.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * Real git over HTTP on loopback: {@code git http-backend} behind the JDK's server. A bare repository at
 * {@code <root>/owner/name.git} is served at {@code /owner/name} with and without {@code .git}.
 */
public final class GitHttpServer implements AutoCloseable {
    private static final Pattern SERVED = Pattern
            .compile("/([A-Za-z0-9._-]+)/([A-Za-z0-9._-]+?)(?:\\.git)?/(info/refs|git-upload-pack|git-receive-pack)");

    private final Path root;
    private final GitServerOptions options;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final LfsServer lfs = new LfsServer();
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong bytesSent = new AtomicLong();

    private GitHttpServer(Path root, GitServerOptions options) throws IOException {
        this.root = Files.createDirectories(root).toRealPath();
        this.options = options;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), options.port()), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
    }

    public static GitHttpServer start(Path root) {
        return start(root, GitServerOptions.defaults());
    }

    public static GitHttpServer start(Path root, GitServerOptions options) {
        try {
            var started = new GitHttpServer(root, options);
            started.server.start();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException("Could not serve git repositories of " + root, e);
        }
    }

    /** Serves {@code UPM_GIT_ROOT} on the port given as argument or as {@code UPM_GIT_PORT} until the process ends. */
    public static void main(String[] arguments) {
        var root = System.getenv("UPM_GIT_ROOT");
        var port = arguments.length > 0 ? arguments[0] : System.getenv("UPM_GIT_PORT");
        if (root == null || port == null) {
            System.err.println(
                    "Set UPM_GIT_ROOT to the folder of bare repositories and give a port as argument or as UPM_GIT_PORT.");
            System.exit(2);
            return;
        }
        var server = start(Path.of(root), GitServerOptions.defaults().onPort(Integer.parseInt(port)));
        System.out.println("Serving " + root + " at " + server.url());
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public Path root() {
        return root;
    }

    /** Git LFS for the same repositories. */
    public LfsServer lfs() {
        return lfs;
    }

    public long requests() {
        return requests.get();
    }

    /** Bytes of response bodies sent so far, as they went over the wire. */
    public long bytesSent() {
        return bytesSent.get();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            if (!LfsServer.isObject(path) && !isAuthorized(exchange)) {
                exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"git\"");
                exchange.sendResponseHeaders(401, -1);
                return;
            }
            if (lfs.serves(path)) {
                lfs.handle(exchange);
                return;
            }
            var served = SERVED.matcher(path);
            if (!served.matches() || isDots(served.group(1)) || isDots(served.group(2))) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            var pathInfo = "/" + served.group(1) + "/" + served.group(2) + ".git/" + served.group(3);
            bytesSent.addAndGet(new GitHttpBackend(root, options).serve(exchange, pathInfo));
        }
    }

    private boolean isAuthorized(HttpExchange exchange) {
        return options.token().isEmpty()
                || carries(options.token().get(), exchange.getRequestHeaders().getFirst("Authorization"));
    }

    private static boolean carries(String token, @Nullable String authorization) {
        if (authorization == null || !authorization.startsWith("Basic ")) {
            return false;
        }
        try {
            var pair = new String(Base64.getDecoder().decode(authorization.substring(6)), StandardCharsets.UTF_8);
            var password = pair.substring(pair.indexOf(':') + 1);
            return MessageDigest.isEqual(password.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isDots(String segment) {
        return segment.chars().allMatch(c -> c == '.');
    }
}
