package io.upmpublisher.web.problem;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyOrNullString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;

@QuarkusTest
class ProblemHttpTest {

    @TestHTTPResource("/")
    URI base;

    @Test
    void answersUnknownPathsInsideAndOutsideTheApi() {
        problem(as("viewer").get("/api/nothing").then(), 404, "not-found");
        problem(given().get("/nothing/here").then(), 404, "not-found");
        problem(given().header("Accept", "text/html").get("/q/nothing").then(), 404, "not-found");
    }

    @Test
    void answersMethodsAndMediaTypesThatAreNotServed() {
        problem(as("admin").delete("/api/things").then(), 405, "method-not-allowed");
        problem(as("operator").contentType("text/xml").body("<a/>").post("/api/things").then(), 415, "unsupported-media-type");
        problem(as("viewer").accept("image/png").get("/api/things").then(), 406, "not-acceptable");
    }

    @Test
    void namesLineAndColumnOfMalformedJson() {
        problem(post("{\"name\": \"a\",\n  \"size\": }"), 400, "malformed-json")
                .body("detail", containsString("line 2, column 1"));
        problem(post("{\"name\": \"a\""), 400, "malformed-json").body("detail", containsString("ends too early"));
        problem(post("{\"name\": \"a\"} {}"), 400, "mismatched-field");
        problem(post("not json"), 400, "malformed-json");
    }

    @Test
    void refusesFieldsGivenTwice() {
        problem(post("{\"name\": \"a\", \"name\": \"b\"}"), 400, "malformed-json").body("detail", containsString("twice"));
        problem(post("{\"name\": \"a\", \"parts\": [{\"label\": \"x\", \"label\": \"y\"}]}"), 400, "malformed-json");
    }

    /** With the plain client: REST-assured itself takes seconds over such bodies. */
    @ParameterizedTest
    @MethodSource("bodiesBeyondTheLimits")
    void refusesJsonBeyondTheLimits(String body, String code) throws Exception {
        var request = HttpRequest.newBuilder(base.resolve("/api/things")).header("Authorization", "Bearer operator-token-1234")
                .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body)).build();
        try (var client = HttpClient.newHttpClient()) {
            var response = client.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.body()).contains("\"/problems/" + code + "\"").hasSizeLessThan(300);
        }
    }

    static Stream<Arguments> bodiesBeyondTheLimits() {
        return Stream.of(
                Arguments.of("[".repeat(10_000), "mismatched-field"),
                Arguments.of("{\"name\": " + "[".repeat(10_000), "mismatched-field"),
                Arguments.of("{\"unknown\": " + "[".repeat(10_000), "json-limit-exceeded"),
                Arguments.of("{\"unknown\": " + "{\"a\":".repeat(10_000), "json-limit-exceeded"),
                Arguments.of("{\"parts\": [{\"count\": " + "1".repeat(10_000) + "}]}", "json-limit-exceeded"),
                Arguments.of("{\"" + "n".repeat(5_000) + "\": 1}", "json-limit-exceeded"));
    }

    @Test
    void namesTheUnknownField() {
        problem(post("{\"name\": \"a\", \"parts\": [{\"label\": \"x\", \"count\": 1, \"col/our\": 1}]}"), 400, "unknown-field")
                .body("errors[0].pointer", equalTo("/parts/0/col~1our"), "errors[0].message",
                        containsString("known are count, label"));
    }

    @Test
    void namesTheFieldOfTheWrongType() {
        problem(post("{\"name\": 1}"), 400, "mismatched-field").body("errors[0].pointer", equalTo("/name"));
        problem(post("{\"name\": \"a\", \"parts\": [{\"label\": \"x\", \"count\": \"3\"}]}"), 400, "mismatched-field")
                .body("errors[0].pointer", equalTo("/parts/0/count"), "errors[0].message", containsString("whole number"));
        problem(post("{\"name\": \"a\", \"size\": \"HUGE\"}"), 400, "mismatched-field")
                .body("errors[0].message", equalTo("must be one of SMALL, LARGE"));
        problem(post("{\"name\": \"a\", \"parts\": {}}"), 400, "mismatched-field").body("errors[0].message",
                equalTo("must be a list"));
        problem(post("[]"), 400, "mismatched-field").body("errors[0].pointer", equalTo(""));
        problem(post("{\"name\": \"a\", \"time\": \"yesterday\"}"), 400, "mismatched-field")
                .body("errors[0].message", equalTo("must be a time as in RFC 3339"));
    }

    @Test
    void namesInvalidFieldsAllAtOnce() {
        problem(post("{\"name\": \" \", \"parts\": [{\"label\": \"x\", \"count\": 1}, {\"label\": \"\", \"count\": 1}]}"), 422,
                "invalid-field").body("errors.pointer", hasItems("/name", "/parts/1/label"));
        problem(post("{\"name\": \"a\", \"repository\": \"no slash\"}"), 422, "invalid-field")
                .body("errors[0].pointer", equalTo("/repository"), "errors[0].message", containsString("owner/name"));
        problem(post(""), 422, "invalid-field");
    }

    @Test
    void namesInvalidParameters() {
        var path = "/api/things/00000000-0000-0000-0000-000000000000";
        problem(as("admin").get(path).then(), 404, "not-found").body("detail", startsWith("There is no thing"));
        problem(as("admin").queryParam("depth", 4).get(path).then(), 422, "invalid-field")
                .body("errors[0].pointer", equalTo("/depth"));
        problem(as("admin").get("/api/things/no-uuid").then(), 400, "invalid-parameter");
        problem(as("viewer").queryParam("limit", 201).get("/api/things").then(), 422, "invalid-field")
                .body("errors[0].pointer", equalTo("/limit"));
        problem(as("viewer").queryParam("cursor", "MTIz").get("/api/things").then(), 400, "invalid-cursor");
    }

    @ParameterizedTest
    @CsvSource({ "/api/things, 1048577, 1048576", "/webhooks/test, 2000001, 2000000", "/webhooks/test, 28000000, 27262976" })
    void refusesBodiesThatAnnounceTooMuch(String path, String length, String limit) throws Exception {
        assertThat(RawHttp.announce(base, path, length, "operator-token-1234")).startsWith("HTTP/1.1 413 ")
                .contains("/problems/payload-too-large", limit);
    }

    @Test
    void takesBodiesUpToTheLimitOfTheResource() {
        given().body(new byte[1_500_000]).post("/webhooks/test").then().statusCode(200).body(equalTo("1500000"));
    }

    @Test
    void refusesBodiesThatTurnOutTooLarge() throws Exception {
        var request = HttpRequest.newBuilder(base.resolve("/webhooks/test"))
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[2_000_100]))).build();
        try (var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            var response = client.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).isEqualTo(413);
            assertThat(response.body()).contains("/problems/payload-too-large", "2000000");
        }
    }

    @Test
    void answersInternalErrorsWithoutInternals() throws Exception {
        var response = problem(as("viewer").get("/api/broken").then(), 500, "internal-error")
                .body("instance", startsWith("urn:uuid:"))
                .body(not(containsString("registry-secret"))).body(not(containsString("Exception")))
                .extract();
        String instance = response.path("instance");
        var log = Files.readString(Path.of("target/web-test.log"));
        assertThat(log).containsOnlyOnce(instance).contains("IllegalStateException: could not reach https://x with [redacted]")
                .doesNotContain("registry-secret-1234").doesNotContain("\n2026-01-01 INFO all is well");
    }

    @Test
    void asksCallersToComeAgainWhileTheDatabaseIsAway() {
        problem(as("viewer").get("/api/without-database").then(), 503, "unavailable").header("Retry-After", "10")
                .body(not(containsString("terminating")));
    }

    @Test
    void keepsSecretsAndForgedLinesOutOfTheLog() throws Exception {
        as("viewer").queryParam("text", "hello\r\n2026-01-01 INFO forged \u001b[31m ghp_abcdefgh").get("/api/log").then()
                .statusCode(200);
        var log = Files.readString(Path.of("target/web-test.log"));
        assertThat(log).contains("said hello\\r\\n2026-01-01 INFO forged \\u001b[31m [redacted] with [redacted]");
    }

    @Test
    void describesBareStatuses() {
        problem(as("viewer").get("/api/bare").then(), 409, "conflict");
    }

    @Test
    void answersAHeadRequestWithoutBody() {
        as("viewer").head("/api/nothing").then().statusCode(404).body(emptyOrNullString());
    }

    @ParameterizedTest
    @ValueSource(strings = { "/api/%00", "/%c3%28", "api/things", "/api/../../etc/passwd", "/api/things/%2e%2e/x" })
    void answersUnreadablePathsWithAProblem(String path) throws Exception {
        var answer = RawHttp.get(base, path, "viewer-token-1234");
        assertThat(answer).containsPattern("^HTTP/1.1 4\\d\\d ").contains("application/problem+json").contains("/problems/");
    }

    @Test
    void pagesThroughAListToItsEnd() {
        String cursor = as("viewer").get("/api/things").then().statusCode(200).body("items.size()", equalTo(50)).extract()
                .path("nextCursor");
        String next = as("viewer").queryParam("cursor", cursor).get("/api/things").then().body("items[0]", equalTo(50))
                .extract()
                .path("nextCursor");
        as("viewer").queryParam("cursor", next).get("/api/things").then().body("items.size()", equalTo(20))
                .body("nextCursor", nullValue()).body(containsString("\"nextCursor\":null"));
    }

    @Test
    void writesTimesAsRfc3339AndHeadersForApis() {
        post("{\"name\": \"a\"}").statusCode(200).body("time", equalTo("2026-01-02T03:04:05Z"))
                .header("X-Content-Type-Options", "nosniff").header("Cache-Control", "no-store");
    }

    @Test
    void documentsProblemsAndTheTokenInOpenApi() {
        given().accept("application/json").get("/q/openapi").then().statusCode(200)
                .body("info.title", equalTo("UPM Auto Publisher: web-test"))
                .body("components.securitySchemes.token.scheme", equalTo("bearer"))
                .body("components.schemas.Problem.required", hasItems("type", "title", "status", "detail"))
                .body("paths.'/api/things'.get.security", not(nullValue()))
                .body("paths.'/api/things'.get.responses.default.content.'application/problem+json'.schema.'$ref'",
                        equalTo("#/components/schemas/Problem"));
    }

    private static RequestSpecification as(String role) {
        return given().header("Authorization", "Bearer " + role + "-token-1234");
    }

    private static ValidatableResponse post(String json) {
        return as("operator").contentType("application/json").body(json).post("/api/things").then();
    }

    private static ValidatableResponse problem(ValidatableResponse response, int status, String code) {
        return response.statusCode(status).contentType("application/problem+json")
                .body("type", equalTo("/problems/" + code), "status", equalTo(status))
                .body(allOf(not(containsString("io.upmpublisher")), not(containsString("java.")),
                        not(containsString("jackson"))));
    }
}
