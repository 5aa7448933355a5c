package io.upmpublisher.web.problem;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class RequestBoundsHttpTest {

    @TestHTTPResource("/")
    URI base;

    @Test
    void refusesAddressesThatAreTooLong() throws IOException {
        assertProblem(exchange("GET /api/things?x=" + "x".repeat(5_000) + " HTTP/1.1", ""), 414, "uri-too-long");
    }

    @Test
    void refusesHeadersThatAreTooLong() throws IOException {
        assertProblem(exchange("GET /api/things HTTP/1.1\r\nCookie: " + "x".repeat(20_000), ""), 431, "headers-too-large");
    }

    @Test
    void refusesTooManyHeaders() throws IOException {
        var many = IntStream.range(0, 200).mapToObj(i -> "X-" + i + ": 1").collect(Collectors.joining("\r\n"));
        assertProblem(exchange("GET /api/things HTTP/1.1\r\n" + many, ""), 431, "headers-too-large");
    }

    @ParameterizedTest
    @ValueSource(strings = { "gzip", "GZIP, identity", "br", "x" })
    void refusesCompressedBodies(String encoding) throws IOException {
        assertProblem(exchange("POST /webhooks/test HTTP/1.1\r\nContent-Encoding: " + encoding + "\r\nContent-Length: 2", "{}"),
                415,
                "unsupported-media-type");
    }

    @Test
    void takesBodiesThatSayThatTheyAreNotCompressed() {
        given().header("Content-Encoding", "identity").body(new byte[10]).post("/webhooks/test").then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = { "Content-Length: 100", "Transfer-Encoding: chunked" })
    void doesNotWaitForeverForABody(String announcement) throws IOException {
        var answer = exchange("POST /webhooks/test HTTP/1.1\r\n" + announcement, "2\r\n{}\r\n");
        assertProblem(answer, 408, "request-timeout");
        assertThat(Files.readString(Path.of("target/web-test.log"))).doesNotContain("POST /webhooks/test failed");
    }

    @ParameterizedTest
    @CsvSource({ "Content-Length: 2, {}", "Transfer-Encoding: chunked, '2\r\n{}\r\n0\r\n\r\n'" })
    void waitsForAnAnswerOnceTheBodyIsThere(String announcement, String body) throws IOException {
        assertThat(exchange("POST /webhooks/thoughtful HTTP/1.1\r\n" + announcement, body)).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void makesNoErrorOfOursOfABodyThatBreaksOff() throws IOException {
        assertThat(exchange("POST /webhooks/test HTTP/1.1\r\nTransfer-Encoding: chunked", "{}\r\n"))
                .doesNotContain("HTTP/1.1 5");
        assertThat(Files.readString(Path.of("target/web-test.log"))).doesNotContain("POST /webhooks/test failed");
    }

    @Test
    void answersGitHubsClientsInTheTypeThatTheyRead() {
        given().accept("application/vnd.github.v3+json").get("/api/things").then().statusCode(401)
                .contentType("application/json; charset=utf-8").body("type", equalTo("/problems/unauthenticated"));
        given().accept("application/vnd.github+json").header("Authorization", "token viewer-token-1234").get("/api/bare").then()
                .contentType("application/json; charset=utf-8");
    }

    private String exchange(String head, String body) throws IOException {
        return RawHttp.exchange(base,
                head + "\r\nHost: localhost\r\nAuthorization: Bearer viewer-token-1234\r\nConnection: close", body);
    }

    private static void assertProblem(String answer, int status, String code) {
        assertThat(answer).startsWith("HTTP/1.1 " + status + " ").contains("application/problem+json", "/problems/" + code);
    }
}
