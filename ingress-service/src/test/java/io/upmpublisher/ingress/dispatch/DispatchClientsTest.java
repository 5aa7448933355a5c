package io.upmpublisher.ingress.dispatch;

import static io.restassured.RestAssured.given;
import static io.upmpublisher.ingress.Api.activeRepository;
import static io.upmpublisher.ingress.Api.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.upmpublisher.ingress.IngressTestResource;
import io.upmpublisher.ingress.Told;
import io.upmpublisher.ingress.webhook.Pushes;

/** Dispatches as the clients that there are send them. */
@QuarkusTest
@QuarkusTestResource(IngressTestResource.class)
class DispatchClientsTest {

    private static final String HUB = "/repos/acme/hub/dispatches";

    @Inject
    Told told;

    private final String commit = Pushes.commitId();
    private final String key = UUID.randomUUID().toString();
    private String repository;

    @BeforeEach
    void register() {
        repository = activeRepository();
    }

    @Test
    void takesWhatGhApiSends() {
        ghApi().body(newer(List.of("a"))).post(HUB).then().statusCode(204).body(emptyString());
        assertThat(told.requests(repository)).hasSize(1);
    }

    @Test
    void takesWhatOctokitSends() {
        octokit().body(newer(List.of("a"))).post(HUB).then().statusCode(204).body(emptyString());
        octokit().header("Accept", "application/vnd.github.v3+json").body(newer(List.of("a"))).post(HUB).then().statusCode(204);
        assertThat(told.requests(repository)).hasSize(1);
    }

    @Test
    void tellsOctokitWhatIsWrongInTheTypeThatItParses() {
        octokit().body(Map.of("event_type", "")).post(HUB).then().statusCode(422).contentType("application/json")
                .body("message", equalTo("Invalid request.\n\n/event_type is missing."))
                .body("documentation_url", startsWith("https://docs.github.com/")).body("errors", hasSize(1));
        octokit().body("{").post(HUB).then().statusCode(400).contentType("application/json")
                .body("message", startsWith("Problems parsing JSON"));
        given().header("Accept", "application/vnd.github.v3+json").header("Authorization", "token nonsense").body("{}")
                .post(HUB)
                .then().statusCode(401).contentType("application/json").body("message", equalTo("Bad credentials"));
        octokit().body("{}").post("/repos/stranger/hub/dispatches").then().statusCode(404).contentType("application/json")
                .body("message", equalTo("Not Found"));
    }

    @Test
    void meansAllPackagesWhateverTheListOfFilesSays() {
        ghApi().body(newer(IntStream.range(0, 600).mapToObj(i -> "Assets/Models/" + i + ".fbx").toList())).post(HUB).then()
                .statusCode(204);
        assertThat(told.requests(repository)).singleElement()
                .satisfies(event -> assertThat(event.packages()).hasToString("all"));
    }

    @Test
    void takesTheKeyOfTheHeaderAndNumbersForOne() {
        var body = Map.of("event_type", "package_publish", "client_payload",
                Map.of("repository", repository, "commit_sha", "main", "request_id",
                        ThreadLocalRandom.current().nextLong(1_000_000, Long.MAX_VALUE)));
        var first = ghApi().body(body).post(HUB).then().statusCode(204).extract().header("X-UPM-Run");
        assertThat(ghApi().body(body).post(HUB).then().statusCode(204).extract().header("X-UPM-Run")).isEqualTo(first);
        ghApi().header("Idempotency-Key", key).body(body).post(HUB).then().statusCode(204);
        ghApi().header("Idempotency-Key", key).body(body).post(HUB).then().statusCode(204);
        assertThat(told.requests(repository)).hasSize(2);
    }

    @Test
    void recordsADispatchThatMakesNoSenseWhereItsRepositoryIsLookedUp() {
        var bad = Map.of("event_type", "package_publish", "client_payload",
                Map.of("repository", repository, "commit_sha", "a b", "request_id", key));
        ghApi().body(bad).post(HUB).then().statusCode(422);
        as("viewer").queryParam("repository", repository).get("/api/deliveries").then().body("items", hasSize(1))
                .body("items[0].code", equalTo("PAYLOAD_INVALID"), "items[0].kind", equalTo("dispatch"))
                .body("items[0].reason", containsString("/client_payload/commit_sha"));

        var good = Map.of("event_type", "package_publish", "client_payload",
                Map.of("repository", repository, "commit_sha", commit, "request_id", key));
        ghApi().body(good).post(HUB).then().statusCode(204);
        assertThat(told.requests(repository)).hasSize(1);
    }

    @Test
    void writesNothingIntoTheHistoryOfARepositoryThatIsNoneOfTheSenders() {
        var other = "acme/secret-" + UUID.randomUUID();
        ghApi().body(
                Map.of("event_type", "package_publish", "client_payload", Map.of("repository", other, "commit_sha", "a b")))
                .post(HUB).then().statusCode(422);
        as("viewer").queryParam("repository", other).get("/api/deliveries").then().body("items", hasSize(0));
    }

    @Test
    void recordsNothingOfStrangers() {
        given().body("{").post("/repos/" + repository + "/dispatches").then().statusCode(401);
        as("viewer").body("{").post("/repos/" + repository + "/dispatches").then().statusCode(403);
        as("viewer").queryParam("repository", repository).get("/api/deliveries").then().body("items", hasSize(0));
    }

    private Map<String, Object> newer(List<String> changedFiles) {
        return Map.of("event_type", "upm-publish-request", "client_payload",
                Map.of("repository", repository, "ref", "refs/heads/main", "sha", commit, "commit_message", "Bump",
                        "commit_author", "sam", "changed_files", changedFiles, "trigger_type", "push", "package_path", "",
                        "dispatcher_version", "2.1.0"));
    }

    private static RequestSpecification ghApi() {
        return given().header("Authorization", "token requester-token-1234").header("Accept", "*/*")
                .header("X-GitHub-Api-Version", "2022-11-28").header("User-Agent", "GitHub CLI 2.62.0")
                .contentType("application/json; charset=utf-8");
    }

    private static RequestSpecification octokit() {
        return given().header("Authorization", "Bearer requester-token-1234").header("Accept", "application/vnd.github+json")
                .header("X-GitHub-Api-Version", "2022-11-28")
                .header("User-Agent", "actions/github-script octokit-core.js/5.2.0 Node.js/20.13.1 (linux; x64)")
                .contentType("application/json; charset=utf-8");
    }
}
