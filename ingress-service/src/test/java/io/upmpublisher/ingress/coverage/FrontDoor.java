package io.upmpublisher.ingress.coverage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import io.restassured.RestAssured;

/** The address by which GitHub reaches the service: known before the service has its port. */
final class FrontDoor implements AutoCloseable {

    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpServer server;

    FrontDoor() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::pass);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/webhooks/github");
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            var request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + exchange.getRequestURI()))
                    .POST(HttpRequest.BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
            exchange.getRequestHeaders().entrySet().stream()
                    .filter(header -> header.getKey().toLowerCase().matches("x-.+|content-type|user-agent"))
                    .forEach(header -> request.header(header.getKey(), header.getValue().getFirst()));
            exchange.sendResponseHeaders(client.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode(), -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        client.close();
    }
}
