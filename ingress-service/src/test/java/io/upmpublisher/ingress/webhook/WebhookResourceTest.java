package io.upmpublisher.ingress.webhook;

import static io.restassured.RestAssured.given;
import static io.upmpublisher.ingress.Api.SECRET;
import static io.upmpublisher.ingress.Api.activeRepository;
import static io.upmpublisher.ingress.Api.as;
import static io.upmpublisher.ingress.Api.deliver;
import static io.upmpublisher.ingress.Api.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.upmpublisher.events.CommitId;
import io.upmpublisher.ingress.IngressTestResource;
import io.upmpublisher.ingress.Told;
import io.upmpublisher.testing.GitHubWebhook;
import io.upmpublisher.testing.PushedCommit;

@QuarkusTest
@QuarkusTestResource(IngressTestResource.class)
class WebhookResourceTest {

    @Inject
    Told told;

    @Test
    void tellsOneRequestForAPushThatTouchesAPackage() {
        var repository = activeRepository();
        var push = Pushes.ofPackage(repository);

        var run = deliver(push).statusCode(202).body("decision", equalTo("accepted"))
                .body("delivery", equalTo(push.delivery())).body("links.request", containsString("/api/publish-requests/"))
                .extract().<String> path("run");

        var event = told.requests(repository).getFirst();
        assertThat(told.requests(repository)).hasSize(1);
        assertThat(event.run()).hasToString(run);
        assertThat(event.sequence()).isEqualTo(1);
        assertThat(event.commit()).hasToString(push.payload().get("after").asText());
        assertThat(event.before().orElseThrow()).hasToString(push.payload().get("before").asText());
        assertThat(event.branch()).contains("main");
        assertThat(event.packages()).hasToString("changed");
        assertThat(event.delivery()).contains(push.delivery());
        as("viewer").get("/api/publish-requests/" + run).then().statusCode(200).body("state", equalTo("queued"));
    }

    @Test
    void tellsTheCommitsThatAPushBroughtBeforeItsLast() {
        var repository = activeRepository();
        var first = Pushes.commitId();
        var last = Pushes.commitId();
        var commits = new PushedCommit[] { PushedCommit.modifying(first, "Bump", "Packages/A/package.json"),
                PushedCommit.modifying(last, "Describe", "README.md") };

        deliver(GitHubWebhook.push(repository, Pushes.commitId(), last, "topic", commits)).statusCode(202);
        deliver(GitHubWebhook.push(repository, Pushes.commitId(), last, "main", commits)).statusCode(202);

        assertThat(told.ignored(repository).getFirst().earlierCommits()).contains(List.of(CommitId.of(first)));
        assertThat(told.requests(repository).getFirst().earlierCommits()).contains(List.of(CommitId.of(first)));
    }

    @Test
    void takesDeliveriesSignedWithAnySecretOfARotation() {
        var push = Pushes.ofPackage(activeRepository());
        given().headers(push.headers("old-webhook-secret")).body(push.body()).post("/webhooks/github").then().statusCode(202);
    }

    @Test
    void rejectsDeliveryWithWrongSignatureAndStoresNothing() {
        var push = Pushes.ofPackage(activeRepository());
        problem(given().headers(push.headers("another-secret")).body(push.body()).post("/webhooks/github").then(), 401,
                "signature-invalid");
        var changed = new String(push.body(), StandardCharsets.UTF_8) + " ";
        problem(given().headers(push.headers(SECRET)).body(changed).post("/webhooks/github").then(), 401, "signature-invalid");
        problem(given().contentType("application/json").body(push.body()).post("/webhooks/github").then(), 401,
                "signature-invalid");
        as("viewer").get("/api/deliveries/" + push.delivery()).then().statusCode(404);
    }

    @Test
    void answersPingsAndStoresNothing() {
        var ping = GitHubWebhook.ping();
        deliver(ping).statusCode(200).body("code", equalTo("PING"));
        as("viewer").get("/api/deliveries/" + ping.delivery()).then().statusCode(404);
    }

    @Test
    void answersARepetitionWithWhatWasDecidedBefore() {
        var repository = activeRepository();
        var push = Pushes.ofPackage(repository);
        var run = deliver(push).statusCode(202).extract().<String> path("run");

        deliver(push).statusCode(200).body("decision", equalTo("duplicate")).body("run", equalTo(run));

        assertThat(told.requests(repository)).hasSize(1);
        as("viewer").get("/api/deliveries/" + push.delivery()).then().body("redeliveries", equalTo(1))
                .body("differingRedeliveries", equalTo(0));
    }

    @Test
    void countsARepetitionWithAnotherBody() {
        var push = Pushes.ofPackage(activeRepository());
        deliver(push).statusCode(202);
        deliver(push.with("compare", "elsewhere")).statusCode(200).body("decision", equalTo("duplicate"));
        as("viewer").get("/api/deliveries/" + push.delivery()).then().body("differingRedeliveries", equalTo(1));
    }

    @Test
    void causesOneRequestWhenADeliveryComesFiveTimesAtOnce() throws Exception {
        var repository = activeRepository();
        var push = Pushes.ofPackage(repository);
        assertThat(atOnce(List.of(push, push, push, push, push))).containsExactlyInAnyOrder(202, 200, 200, 200, 200);
        assertThat(told.requests(repository)).hasSize(1);
    }

    @Test
    void causesOneRequestWhenFiveDeliveriesOfAPushComeAtOnce() throws Exception {
        var repository = activeRepository();
        var push = Pushes.ofPackage(repository);
        var deliveries = IntStream.range(0, 5).mapToObj(i -> push.withDelivery(push.delivery() + "-" + i)).toList();
        assertThat(atOnce(deliveries)).containsOnly(202);
        assertThat(told.requests(repository)).hasSize(1);
        assertThat(told.ignored(repository)).hasSize(4).allSatisfy(ignored -> {
            assertThat(ignored.code()).isEqualTo("DUPLICATE_REQUEST");
            assertThat(ignored.reason()).contains(told.requests(repository).getFirst().run().toString());
        });
    }

    @Test
    void numbersRequestsWithoutGapsWhenTheyComeAtOnce() throws Exception {
        var repository = activeRepository();
        var deliveries = IntStream.range(0, 12).mapToObj(i -> Pushes.ofPackage(repository)).toList();
        assertThat(atOnce(deliveries)).containsOnly(202);
        assertThat(told.requests(repository)).extracting(event -> (int) event.sequence())
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 12).boxed().toList());
    }

    @Test
    void recordsEventsThatAreNotHandled() {
        var repository = activeRepository();
        deliver(Pushes.ofPackage(repository).asEvent("issues")).statusCode(202).body("decision", equalTo("ignored"))
                .body("code", equalTo("EVENT_NOT_HANDLED"));
        assertThat(told.ignored(repository)).singleElement().satisfies(event -> assertThat(event.event()).isEqualTo("issues"));
    }

    @Test
    void recordsPushesOfRepositoriesThatAreNotListenedTo() {
        deliver(Pushes.ofPackage("stranger/core")).statusCode(202).body("code", equalTo("OWNER_NOT_TRUSTED"));
        deliver(Pushes.ofPackage("studio/never-registered")).statusCode(202)
                .body("code", equalTo("REPOSITORY_NOT_REGISTERED"));
    }

    @Test
    void namesTheContentTypeSettingToFormHooks() throws Exception {
        var body = "payload=%7B%7D".getBytes(StandardCharsets.UTF_8);
        var headers = GitHubWebhook.ping().headers(SECRET);
        headers.put("Content-Type", "application/x-www-form-urlencoded");
        headers.put("X-Hub-Signature-256", GitHubWebhook.signature(SECRET, body));
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + "/webhooks/github"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(415);
            assertThat(answer.body()).contains("/problems/form-encoded", "application/json");
        }
    }

    @ParameterizedTest
    @CsvSource({ "X-GitHub-Event", "X-GitHub-Delivery" })
    void namesTheHeaderThatIsMissing(String header) {
        var push = Pushes.ofPackage("studio/core");
        var headers = push.headers(SECRET);
        headers.remove(header);
        problem(given().headers(headers).body(push.body()).post("/webhooks/github").then(), 400, "header-missing")
                .body("detail", containsString(header));
    }

    @Test
    void namesTheFieldThatIsWrongAndRecordsTheDelivery() {
        var push = Pushes.ofPackage("studio/core");
        var nameless = push.without("repository");
        problem(deliver(nameless), 422, "invalid-field").body("errors[0].pointer", equalTo("/repository/full_name"));
        as("viewer").get("/api/deliveries/" + push.delivery()).then().statusCode(200)
                .body("code", equalTo("PAYLOAD_INVALID"));
        problem(deliver(Pushes.ofPackage("studio/core").with("before", "x; rm -rf /")), 422, "invalid-field")
                .body("errors[0].pointer", equalTo("/before")).body("detail", not(containsString("rm")));
        problem(deliver(Pushes.ofPackage("studio/core").with("ref", 7)), 400, "mismatched-field")
                .body("errors[0].pointer", equalTo("/ref"));
        problem(deliver(Pushes.ofPackage("studio/core").with("commits", "all")), 400, "mismatched-field")
                .body("errors[0].pointer", equalTo("/commits"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "{\"ref\":|malformed-json", "{\"ref\":\"a\",\"ref\":\"b\"}|malformed-json",
            "null|mismatched-field", "[]|mismatched-field" })
    void refusesBodiesThatAreNoPushes(String text, String code) {
        var body = text.getBytes(StandardCharsets.UTF_8);
        refused(signed(body), body, 400, code);
    }

    @Test
    void refusesDeepNesting() {
        var body = ("{\"x\":" + "[".repeat(50_000) + "]".repeat(50_000) + "}").getBytes(StandardCharsets.UTF_8);
        refused(signed(body), body, 400, "json-limit-exceeded");
    }

    @Test
    void takesALargePushAndRefusesOneAboveGitHubsLimit() throws Exception {
        var repository = activeRepository();
        deliver(Pushes.ofPackage(repository).with("padding", List.of("x".repeat(900_000), "y".repeat(900_000))))
                .statusCode(202);
        // It is refused for what it announces; clients differ in what they make of an answer before they have sent all.
        try (var socket = new Socket("localhost", RestAssured.port)) {
            socket.getOutputStream().write(("POST /webhooks/github HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
                    + (25 * 1024 * 1024 + 1) + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 413 ").contains("/problems/payload-too-large");
        }
    }

    private static RequestSpecification signed(byte[] body) {
        var headers = Pushes.ofPackage("studio/core").headers(SECRET);
        headers.put("X-Hub-Signature-256", GitHubWebhook.signature(SECRET, body));
        return given().headers(headers);
    }

    private static ValidatableResponse refused(RequestSpecification request, byte[] body,
            int status, String code) {
        return problem(request.body(body).post("/webhooks/github").then(), status, code);
    }

    private static List<Integer> atOnce(List<GitHubWebhook> deliveries) throws InterruptedException {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            return executor.invokeAll(deliveries.stream()
                    .<Callable<Integer>> map(each -> () -> deliver(each).extract().statusCode()).toList())
                    .stream().map(future -> future.resultNow()).toList();
        }
    }
}
