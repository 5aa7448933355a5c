package io.upmpublisher.ingress.dispatch;

import static io.restassured.RestAssured.given;
import static io.upmpublisher.ingress.Api.activeRepository;
import static io.upmpublisher.ingress.Api.as;
import static io.upmpublisher.ingress.Api.deliver;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.upmpublisher.ingress.IngressTestResource;
import io.upmpublisher.ingress.Told;
import io.upmpublisher.ingress.webhook.Pushes;

@QuarkusTest
@QuarkusTestResource(IngressTestResource.class)
class DispatchResourceTest {

    private static final String HUB = "/repos/acme/hub/dispatches";

    @Inject
    Told told;

    private final String commit = Pushes.commitId();
    private String repository;

    @BeforeEach
    void register() {
        repository = activeRepository();
    }

    @Test
    void understandsTheOlderDialect() {
        dispatch("requester", "package_publish", "{\"repository\":\"" + repository + "\",\"commit_sha\":\"" + commit
                + "\",\"commit_message\":\"Bump\",\"commit_author\":\"sam\",\"branch\":\"main\",\"package_path\":\"Packages/A\"}")
                .statusCode(204).body(emptyString());

        assertThat(told.requests(repository)).singleElement().satisfies(event -> {
            assertThat(event.commit()).hasToString(commit);
            assertThat(event.packages()).hasToString("path:Packages/A/package.json");
            assertThat(event.branch()).contains("main");
            assertThat(event.author().orElseThrow()).hasToString("sam");
        });
    }

    @Test
    void understandsTheNewerDialect() {
        dispatch("operator", "upm-publish-request", "{\"repository\":\"" + repository + "\",\"ref\":\"refs/heads/main\","
                + "\"sha\":\"" + commit + "\",\"commit_message\":\"Bump\",\"commit_author\":\"sam\",\"changed_files\":[\"a\"],"
                + "\"trigger_type\":\"push\",\"package_path\":\"\",\"dispatcher_version\":\"2.1.0\"}").statusCode(204);

        assertThat(told.requests(repository)).singleElement().satisfies(event -> {
            assertThat(event.commit()).hasToString(commit);
            assertThat(event.packages()).hasToString("all");
            assertThat(event.branch()).contains("main");
            assertThat(event.dispatcherVersion()).contains("2.1.0");
        });
    }

    @Test
    void takesTheRepositoryOfThePathAndItsHeadWithoutOthers() {
        given().header("Authorization", "token requester-token-1234").body("{\"event_type\":\"package_publish\"}")
                .post("/repos/" + repository + "/dispatches").then().statusCode(204);
        assertThat(told.requests(repository)).singleElement()
                .satisfies(event -> assertThat(event.commit()).hasToString("HEAD"));
    }

    @Test
    void recordsEventTypesThatAreNotHandled() {
        as("operator").body("{\"event_type\":\"deploy\"}").post("/repos/" + repository + "/dispatches").then().statusCode(204);
        assertThat(told.ignored(repository)).singleElement()
                .satisfies(event -> assertThat(event.code()).isEqualTo("EVENT_NOT_HANDLED"));
    }

    @Test
    void causesOneRequestForOneKey() {
        var payload = "{\"repository\":\"" + repository + "\",\"commit_sha\":\"main\",\"request_id\":\"r-1\"}";
        var first = dispatch("requester", "package_publish", payload).statusCode(204).extract().header("X-UPM-Run");
        assertThat(dispatch("requester", "package_publish", payload).statusCode(204).extract().header("X-UPM-Run"))
                .isEqualTo(first);
        dispatch("operator", "package_publish", payload).statusCode(204);
        assertThat(told.requests(repository)).hasSize(2);
    }

    @Test
    void causesNothingForACommitThatAPushHasCaused() {
        var push = Pushes.ofPackage(repository);
        deliver(push).statusCode(202);
        dispatch("requester", "package_publish", "{\"repository\":\"" + repository + "\",\"commit_sha\":\""
                + push.payload().get("after").asText() + "\"}").statusCode(204);
        assertThat(told.requests(repository)).hasSize(1);
    }

    @Test
    void hidesWhatTheCallerMayNotSee() {
        dispatch("requester", "package_publish", "{\"repository\":\"acme/secret\"}").statusCode(404)
                .body("message", equalTo("Not Found"));
        as("operator").body("{\"event_type\":\"package_publish\"}").post("/repos/stranger/hub/dispatches").then()
                .statusCode(404).body("message", equalTo("Not Found"));
        as("operator").body("{\"event_type\":\"package_publish\"}").post("/repos/-x/hub/dispatches").then().statusCode(404);
    }

    @Test
    void refusesBadCredentialsAsGitHubDoes() {
        as("nobody").body("{\"event_type\":\"package_publish\"}").post(HUB).then().statusCode(401)
                .body("message", equalTo("Bad credentials")).body("documentation_url", startsWith("https://docs.github.com/"));
        as("viewer").body("{\"event_type\":\"package_publish\"}").post(HUB).then().statusCode(403)
                .body("message", equalTo("Resource not accessible by personal access token"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "{}|422|/event_type", "{\"event_type\":\"a\\u0000b\"}|422|/event_type", "{\"event_type\":\"\"}|422|/event_type",
            "{\"event_type\":5}|400|/event_type",
            "{\"event_type\":\"package_publish\",\"client_payload\":[]}|422|/client_payload",
            "{\"event_type\":\"package_publish\",\"client_payload\":{\"repository\":\"x\"}}|422|/client_payload/repository",
            "{\"event_type\":\"package_publish\",\"client_payload\":{\"repository\":7}}|400|/client_payload/repository",
            "{\"event_type\":\"package_publish\",\"client_payload\":{\"commit_sha\":\"a b\"}}|422|/client_payload/commit_sha",
            "{\"event_type\":\"package_publish\",\"client_payload\":{\"package_path\":\"../x\"}}|422|/client_payload/package_path" })
    void namesTheFieldThatIsWrong(String body, int status, String pointer) {
        as("operator").body(body).post(HUB).then().statusCode(status).body("errors[0].pointer", equalTo(pointer))
                .body("message", containsString("Invalid request."));
    }

    @Test
    void holdsToGitHubsLimits() {
        as("operator").body("{\"event_type\":\"" + "x".repeat(101) + "\"}").post(HUB).then().statusCode(422);
        var eleven = new StringBuilder("{\"p0\":0");
        for (var i = 1; i <= 10; i++) {
            eleven.append(",\"p").append(i).append("\":0");
        }
        dispatch("operator", "package_publish", eleven + "}").statusCode(422);
        dispatch("operator", "package_publish", "{\"commit_message\":\"" + "x".repeat(65_516) + "\"}").statusCode(422);
        as("operator").body("{\"event_type\":\"" + "x".repeat(70_000) + "\"}").post(HUB).then().statusCode(413);
    }

    private static ValidatableResponse dispatch(String role, String type, String payload) {
        return as(role).body("{\"event_type\":\"" + type + "\",\"client_payload\":" + payload + "}").post(HUB).then();
    }
}
