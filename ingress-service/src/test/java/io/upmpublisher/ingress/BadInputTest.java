package io.upmpublisher.ingress;

import static io.upmpublisher.ingress.Api.SECRET;
import static io.upmpublisher.ingress.Api.activeRepository;
import static io.upmpublisher.ingress.Api.as;
import static io.upmpublisher.ingress.Api.deliver;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.upmpublisher.ingress.webhook.Pushes;
import io.upmpublisher.testing.GitHubWebhook;

/** What hostile and broken senders send to the three doors, and what they are told. */
@QuarkusTest
@QuarkusTestResource(IngressTestResource.class)
class BadInputTest {

    private static final String DISPATCH = "/repos/acme/hub/dispatches";
    private static final String REQUEST = "/api/publish-requests";

    @Inject
    Told told;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "none", value = {
            "``|malformed-json|The body is empty", "` `|mismatched-field|wrong type", "{|malformed-json|ends too early",
            "{\"ref\":\"a\",\"ref\":\"b\"}|malformed-json|given twice", "[]|mismatched-field|wrong type",
            "{} {}|mismatched-field|wrong type", "{\"ref\":NaN}|malformed-json|not valid",
            "{'ref':1}|malformed-json|not valid", "<x/>|malformed-json|not valid" })
    void answersBodiesThatAreNoJson(String body, String code, String detail) {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        assertProblem(webhook("", bytes), 400, code, detail);
        assertProblem(dispatch("", bytes), 400, code, detail);
    }

    @ParameterizedTest
    @ValueSource(strings = { "UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32" })
    void answersOtherEncodings(String charset) throws IOException {
        var bytes = "{\"event_type\":\"package_publish\"}".getBytes(charset);
        assertProblem(webhook("", bytes), 400, "malformed-json", "not UTF-8");
        assertProblem(dispatch("\nContent-Type: application/json; charset=" + charset, bytes), 400, "malformed-json",
                "not UTF-8");
    }

    @Test
    void answersBytesThatAreNoUtf8() {
        var bytes = "{\"event_type\":\"\u00c3(\"}".getBytes(StandardCharsets.ISO_8859_1);
        assertProblem(webhook("", bytes), 400, "malformed-json", "not UTF-8");
        assertProblem(dispatch("", bytes), 400, "malformed-json", "not UTF-8");
    }

    @Test
    void takesAByteOrderMark() {
        var repository = activeRepository();
        var push = Pushes.ofPackage(repository);
        var body = "\ufeff" + new String(push.body(), StandardCharsets.UTF_8);
        assertThat(webhook("", body.getBytes(StandardCharsets.UTF_8))).startsWith("HTTP/1.1 202 ");
        assertThat(told.requests(repository)).hasSize(1);
    }

    @Test
    void answersCompressedBodies() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(Pushes.ofPackage("studio/core").body());
        }
        assertProblem(webhook("\nContent-Encoding: gzip", packed.toByteArray()), 415, "unsupported-media-type", "compressed");
        assertProblem(webhook("", packed.toByteArray()), 400, "malformed-json", "");
        assertProblem(dispatch("\nContent-Encoding: gzip", packed.toByteArray()), 415, "unsupported-media-type", "compressed");
        assertProblem(request("\nContent-Encoding: gzip", packed.toByteArray()), 415, "unsupported-media-type", "compressed");
    }

    @Test
    void answersDeepNesting() {
        var deep = ("{\"a\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}").getBytes(StandardCharsets.UTF_8);
        assertProblem(webhook("", deep), 400, "json-limit-exceeded", "nested 100 levels");
        assertProblem(dispatch("", deep), 400, "json-limit-exceeded", "nested 100 levels");
        assertProblem(request("", deep), 400, "json-limit-exceeded", "nested 100 levels");
    }

    @Test
    void answersNumbersAndNamesBeyondMeasure() {
        var number = ("{\"after\":" + "1".repeat(100_000) + "}").getBytes(StandardCharsets.UTF_8);
        assertProblem(webhook("", number), 400, "json-limit-exceeded", "number");
        var name = ("{\"" + "n".repeat(100_000) + "\":1}").getBytes(StandardCharsets.UTF_8);
        assertProblem(webhook("", name), 400, "json-limit-exceeded", "name");
    }

    @ParameterizedTest
    @ValueSource(strings = { "///", "application/json; charset=nonsense", "text/plain", "application/json;;", "a" })
    void answersOddContentTypesWithoutFailing(String type) {
        var push = Pushes.ofPackage("studio/never-" + UUID.randomUUID());
        assertThat(webhook("\nContent-Type: " + type, push.body())).containsPattern("^HTTP/1.1 (202|400|415) ");
        assertThat(dispatch("\nContent-Type: " + type, "{}".getBytes(StandardCharsets.UTF_8)))
                .containsPattern("^HTTP/1.1 4\\d\\d ");
    }

    @Test
    void takesHeadersAsTheyAreButKeepsNothingOfThemThatControls() {
        var push = Pushes.ofPackage("studio/never-" + UUID.randomUUID());
        var answer = webhook("\nUser-Agent: a\tb\u00e9\u009b" + "x".repeat(1_000), push.body());
        assertThat(answer).startsWith("HTTP/1.1 202 ");
    }

    @ParameterizedTest
    @ValueSource(strings = { "X-GitHub-Event: pu\u0000sh", "X-GitHub-Event: a\rX-Forged: b", "X GitHub: a", ": a",
            "Content-Length: 5\nContent-Length: 6", "Content-Length: -1", "Content-Length: 99999999999999999999",
            "Transfer-Encoding: chunked\nContent-Length: 3" })
    void neverFailsOverForgedHeaders(String header) {
        var answer = RawHttp.exchange("POST /webhooks/github HTTP/1.1\n" + header, "{}\r\n".getBytes(StandardCharsets.UTF_8));
        // Chunks that are none leave nothing to be answered on.
        assertThat(answer).containsPattern("^(HTTP/1.1 4\\d\\d |$)").doesNotContain("X-Forged");
    }

    @Test
    void answersHeadersAndAddressesBeyondMeasure() {
        var headers = IntStream.range(0, 500).mapToObj(i -> "X-" + i + ": 1").collect(Collectors.joining("\n"));
        assertProblem(RawHttp.exchange("POST /webhooks/github HTTP/1.1\n" + headers, new byte[0]), 431, "headers-too-large",
                "100 headers");
        assertProblem(RawHttp.exchange("POST /webhooks/github HTTP/1.1\nX-GitHub-Event: " + "x".repeat(20_000), new byte[0]),
                431,
                "headers-too-large", "");
        assertProblem(RawHttp.exchange("POST /webhooks/github?" + "x".repeat(5_000) + " HTTP/1.1", new byte[0]), 414,
                "uri-too-long", "");
    }

    @ParameterizedTest
    @CsvSource({ "/webhooks/github, 26214401", "/webhooks/github, 99999999999", "/repos/acme/hub/dispatches, 70000",
            "/api/publish-requests, 1048577" })
    void answersBodiesThatAnnounceTooMuch(String path, String length) {
        assertProblem(RawHttp.exchange("POST " + path + " HTTP/1.1\nAuthorization: Bearer operator-token-1234\n"
                + "Content-Type: application/json\nContent-Length: " + length, new byte[0]), 413, "payload-too-large", "");
    }

    @Test
    void takesTheLargestPushThatGitHubSends() {
        var repository = activeRepository();
        var push = Pushes.ofPackage(repository);
        var room = 25 * 1024 * 1024 - push.body().length - 100;
        var commits = push.payload().withArray("commits");
        ((ObjectNode) commits.get(0)).put("message", "Bump\n" + "x".repeat(room));
        assertThat(webhook("", push.with("commits", commits).body())).startsWith("HTTP/1.1 202 ");
        assertThat(told.requests(repository)).hasSize(1);
    }

    @Test
    void takesAPushAtTheCapOfCommits() {
        var repository = activeRepository();
        var push = Pushes.of(repository, "README.md");
        var commit = push.payload().withArray("commits").get(0);
        deliver(push.with("commits", IntStream.range(0, 2_048).mapToObj(i -> commit).toList())).statusCode(202)
                .body("decision", equalTo("accepted"));
        deliver(Pushes.of(repository, "README.md").with("commits", IntStream.range(0, 2_047).mapToObj(i -> commit).toList()))
                .statusCode(202).body("code", equalTo("NO_PACKAGE_CHANGED"));
        deliver(Pushes.of(repository, "README.md").without("commits")).statusCode(202).body("decision", equalTo("accepted"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "studio/c\u043ere", "studio/core\u202e", "studio/co\u0000re", "studio/core\ud800",
            "\uff53tudio/core",
            "studio/../core", "studio/core/x", "studio/core.git", "studio/%2e%2e", "studio/", "/core", "studio\\core",
            "studio/core\r\nX: y" })
    void refusesRepositoriesThatOnlyLookLikeOne(String name) {
        var push = Pushes.ofPackage("studio/core").with("repository", Map.of("full_name", name));
        assertProblem(webhook("", push.body()), 422, "invalid-field", "/repository/full_name");
        as("operator").body(Map.of("event_type", "package_publish", "client_payload", Map.of("repository", name)))
                .post(DISPATCH)
                .then().statusCode(422).body("errors[0].pointer", equalTo("/client_payload/repository"));
        as("operator").body(Map.of("repository", name, "commit", "main")).post(REQUEST).then().statusCode(422)
                .body("errors[0].pointer", equalTo("/repository"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "refs/heads/a\\u0000b", "refs/heads/a\\ud800", "main", "refs/heads/a\\nb", "" })
    void refusesRefsThatCannotBe(String escaped) {
        var body = new String(Pushes.ofPackage("studio/core").with("ref", "REF").body(), StandardCharsets.UTF_8)
                .replace("REF", escaped);
        assertProblem(webhook("", body.getBytes(StandardCharsets.UTF_8)), 422, "invalid-field", "/ref");
        assertProblem(dispatch("", ("{\"event_type\":\"a" + "\\ud800" + "\"}").getBytes(StandardCharsets.UTF_8)), 422,
                "invalid-field", "/event_type");
    }

    @Test
    void takesAReplayedSignatureForTheRepetitionOrTheDuplicateThatItIs() {
        var repository = activeRepository();
        var push = Pushes.ofPackage(repository);
        deliver(push).statusCode(202);
        deliver(push).statusCode(200);
        // The signature covers the body alone: whoever caught one can choose another id.
        deliver(push.withDelivery(UUID.randomUUID().toString())).statusCode(202).body("code", equalTo("DUPLICATE_REQUEST"));
        assertThat(told.requests(repository)).hasSize(1);
    }

    @Test
    void keepsOnRecordWhoseUnusableDeliveryItWas() {
        var repository = activeRepository();
        var push = Pushes.ofPackage(repository).without("after");
        assertProblem(webhook("", push.body()), 422, "invalid-field", "/after");
        as("viewer").queryParam("repository", repository).get("/api/deliveries").then()
                .body("items.code", equalTo(List.of("PAYLOAD_INVALID")));
    }

    private static String webhook(String more, byte[] body) {
        var type = more.contains("Content-Type") ? "" : "\nContent-Type: application/json";
        return RawHttp.exchange("POST /webhooks/github HTTP/1.1\nX-GitHub-Event: push\nX-GitHub-Delivery: " + UUID.randomUUID()
                + "\nX-Hub-Signature-256: " + GitHubWebhook.signature(SECRET, body) + type + more + "\nContent-Length: "
                + body.length, body);
    }

    private static String dispatch(String more, byte[] body) {
        return authorized(DISPATCH, more, body);
    }

    private static String request(String more, byte[] body) {
        return authorized(REQUEST, more, body);
    }

    private static String authorized(String path, String more, byte[] body) {
        var type = more.contains("Content-Type") ? "" : "\nContent-Type: application/json";
        return RawHttp.exchange("POST " + path + " HTTP/1.1\nAuthorization: Bearer operator-token-1234" + type + more
                + "\nContent-Length: " + body.length, body);
    }

    private static void assertProblem(String answer, int status, String code, String detail) {
        assertThat(answer).startsWith("HTTP/1.1 " + status + " ").contains("application/problem+json",
                "\"/problems/" + code + "\"", detail).doesNotContain("Exception", "jackson", "io.upmpublisher");
    }
}
