package io.upmpublisher.testing;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import com.sun.net.httpserver.HttpExchange;

/** One CGI run of {@code git http-backend} (RFC 3875; git-http-backend(1)), streamed in both directions. */
final class GitHttpBackend {
    private static final System.Logger LOG = System.getLogger(GitHttpBackend.class.getName());
    private static final int MAX_HEADER_LINE = 8 * 1024;

    private final Path root;
    private final GitServerOptions options;

    GitHttpBackend(Path root, GitServerOptions options) {
        this.root = root;
        this.options = options;
    }

    /** Returns the number of body bytes sent. */
    long serve(HttpExchange exchange, String pathInfo) throws IOException {
        var process = start(exchange, pathInfo);
        try (var out = new BufferedInputStream(process.getInputStream())) {
            Thread.ofVirtual().start(() -> passBody(exchange.getRequestBody(), process.getOutputStream()));
            Thread.ofVirtual().start(() -> logErrors(process.getErrorStream(), pathInfo));
            exchange.sendResponseHeaders(readHeaders(exchange, out), 0);
            return passResponse(out, exchange.getResponseBody());
        } finally {
            process.destroy();
        }
    }

    private Process start(HttpExchange exchange, String pathInfo) throws IOException {
        var builder = new ProcessBuilder("git", "http-backend");
        var environment = builder.environment();
        GitCommand.isolate(environment);
        environment.put("GIT_PROJECT_ROOT", root.toString());
        environment.put("GIT_HTTP_EXPORT_ALL", "1");
        environment.put("REQUEST_METHOD", exchange.getRequestMethod());
        environment.put("PATH_INFO", pathInfo);
        environment.put("QUERY_STRING", Objects.requireNonNullElse(exchange.getRequestURI().getRawQuery(), ""));
        environment.put("REMOTE_ADDR", exchange.getRemoteAddress().getAddress().getHostAddress());
        putHeader(environment, "CONTENT_TYPE", exchange, "Content-Type");
        putHeader(environment, "CONTENT_LENGTH", exchange, "Content-Length");
        putHeader(environment, "HTTP_CONTENT_ENCODING", exchange, "Content-Encoding");
        if (options.anyCommitServed()) {
            putHeader(environment, "GIT_PROTOCOL", exchange, "Git-Protocol");
        }
        GitCommand.configure(environment, settings());
        return builder.start();
    }

    private Map<String, String> settings() {
        var settings = new LinkedHashMap<String, String>();
        // Only then are pushes without an authenticated user taken.
        settings.put("http.receivepack", "true");
        settings.put("uploadpack.allowAnySHA1InWant", Boolean.toString(options.anyCommitServed()));
        settings.put("uploadpack.allowFilter", Boolean.toString(options.filtering()));
        settings.put("receive.autogc", "false");
        return settings;
    }

    private static void putHeader(Map<String, String> environment, String variable, HttpExchange exchange, String header) {
        var value = exchange.getRequestHeaders().getFirst(header);
        if (value != null) {
            environment.put(variable, value);
        }
    }

    private static int readHeaders(HttpExchange exchange, InputStream out) throws IOException {
        var status = 200;
        for (var line = readLine(out); !line.isEmpty(); line = readLine(out)) {
            var colon = line.indexOf(':');
            var name = line.substring(0, Math.max(colon, 0));
            var value = line.substring(colon + 1).strip();
            if (name.equalsIgnoreCase("Status")) {
                status = Integer.parseInt(value.substring(0, 3));
            } else if (!name.isEmpty()) {
                exchange.getResponseHeaders().add(name, value);
            }
        }
        return status;
    }

    private static String readLine(InputStream out) throws IOException {
        var line = new StringBuilder();
        for (var c = out.read(); c != '\n'; c = out.read()) {
            if (c < 0 || line.length() > MAX_HEADER_LINE) {
                throw new IOException("git http-backend ended within its headers");
            }
            line.append((char) c);
        }
        return line.toString().stripTrailing();
    }

    private static void passBody(InputStream body, OutputStream in) {
        try (body; in) {
            body.transferTo(in);
        } catch (IOException e) {
            // The process stops reading as soon as it has what it needs; what it makes of a broken body shows in its answer.
            LOG.log(System.Logger.Level.DEBUG, "Request body ended early", e);
        }
    }

    private static long passResponse(InputStream out, OutputStream response) throws IOException {
        var sent = 0L;
        var buffer = new byte[16 * 1024];
        try (response) {
            for (var read = out.read(buffer); read >= 0; read = out.read(buffer)) {
                response.write(buffer, 0, read);
                sent += read;
            }
        }
        return sent;
    }

    private static void logErrors(InputStream errors, String pathInfo) {
        try (errors) {
            var text = new String(errors.readNBytes(4096), StandardCharsets.UTF_8);
            errors.skip(Long.MAX_VALUE);
            if (!text.isBlank()) {
                LOG.log(System.Logger.Level.INFO, "git http-backend said for {0}: {1}", pathInfo, text.strip());
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "Error stream of git http-backend broke", e);
        }
    }
}
