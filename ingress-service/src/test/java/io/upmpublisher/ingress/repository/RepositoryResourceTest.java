package io.upmpublisher.ingress.repository;

import static io.upmpublisher.ingress.Api.as;
import static io.upmpublisher.ingress.Api.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.UUID;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.upmpublisher.events.EventType;
import io.upmpublisher.events.OperatorActed;
import io.upmpublisher.events.RepositoryChanged;
import io.upmpublisher.events.UserName;
import io.upmpublisher.ingress.IngressTestResource;
import io.upmpublisher.ingress.Told;
import io.upmpublisher.testing.PrivateInfrastructure;

@QuarkusTest
@QuarkusTestResource(IngressTestResource.class)
class RepositoryResourceTest {

    @Inject
    Told told;

    private final String repository = "Studio/core-" + UUID.randomUUID();
    private final String url = "https://github.com/" + repository;

    @Test
    void registersChangesAndRemovesARepository() {
        as("operator").body("{\"url\":\"" + url + "\",\"status\":\"active\"}").post("/api/repositories").then().statusCode(201)
                .header("ETag", "\"1\"").body("url", equalTo(url)).body("status", equalTo("active"))
                .body("mode", equalTo("publish")).body("branches", contains("master", "main"))
                .body("registry", equalTo("default")).body("stopOn", empty()).body("version", equalTo(1));
        as("operator").header("If-Match", "\"1\"").body("{\"status\":\"disabled\",\"branches\":[\"release\"]}")
                .put("/api/repositories/" + repository.toLowerCase()).then().statusCode(200).body("version", equalTo(2))
                .body("branches", contains("release"));
        problem(as("operator").header("If-Match", "\"1\"").body("{\"status\":\"active\"}")
                .put("/api/repositories/" + repository)
                .then(), 412, "repository-changed");
        as("viewer").get("/api/repositories/" + repository).then().statusCode(200).body("status", equalTo("disabled"));
        problem(as("operator").delete("/api/repositories/" + repository).then(), 403, "forbidden");
        as("admin").delete("/api/repositories/" + repository).then().statusCode(204);
        problem(as("viewer").get("/api/repositories/" + repository).then(), 404, "repository-unknown");

        assertThat(told.of(EventType.REPOSITORY_CHANGED, RepositoryChanged.class, repository))
                .extracting(RepositoryChanged::change).containsExactly(RepositoryChanged.Change.REGISTERED,
                        RepositoryChanged.Change.UPDATED, RepositoryChanged.Change.REMOVED);
        assertThat(told.of(EventType.OPERATOR_ACTED, OperatorActed.class, repository)).singleElement()
                .satisfies(refused -> assertThat(refused.refusal()).contains("repository-changed"));
    }

    @Test
    void tellsWhoWasRefusedForHisRole() {
        problem(as("operator").delete("/api/repositories/" + repository).then(), 403, "forbidden");
        problem(as("viewer").queryParam("secret", "x").body("{}").put("/api/repositories/" + repository).then(), 403,
                "forbidden");
        problem(as("requester").get("/api/repositories/" + repository).then(), 403, "forbidden");

        await().untilAsserted(() -> assertThat(told.of(EventType.OPERATOR_ACTED, OperatorActed.class,
                "/api/repositories/" + repository)).containsExactlyInAnyOrder(
                        refused("olaf", "http.delete"), refused("vera", "http.put")));
    }

    @Test
    void isNotFloodedByRefusals() {
        for (var call = 0; call < 150; call++) {
            as("requester").delete("/api/repositories/" + repository).then().statusCode(403);
        }

        await().untilAsserted(() -> assertThat(told.of(EventType.OPERATOR_ACTED, OperatorActed.class,
                "/api/repositories/" + repository)).hasSizeBetween(100, 149));
    }

    private OperatorActed refused(String by, String action) {
        return new OperatorActed(UserName.of(by), action, "/api/repositories/" + repository, false, Optional.of("forbidden"));
    }

    @Test
    void takesBackWhatItAnsweredWithOneFieldChanged() {
        register();
        var body = as("viewer").get("/api/repositories/" + repository).asString();
        as("operator").body(body.replace("\"active\"", "\"skip\"")).put("/api/repositories/" + repository).then()
                .statusCode(200).body("status", equalTo("skip")).body("version", equalTo(2));
        as("operator").body("{\"status\":\"skip\"}").put("/api/repositories/" + repository).then().body("version", equalTo(2));
    }

    @Test
    void switchesTagsAndReleasesOnOnlyWhenAsked() {
        register();
        as("viewer").get("/api/repositories/" + repository).then().body("tags", equalTo(false)).body("releases",
                equalTo(false));
        as("operator").body("{\"tags\":true,\"releases\":true}").put("/api/repositories/" + repository).then().statusCode(200)
                .body("tags", equalTo(true)).body("releases", equalTo(true)).body("version", equalTo(2));
        as("operator").body("{\"releases\":false}").put("/api/repositories/" + repository).then().body("tags", equalTo(true))
                .body("releases", equalTo(false)).body("version", equalTo(3));
        assertThat(told.of(EventType.REPOSITORY_CHANGED, RepositoryChanged.class, repository)).extracting(
                change -> change.settings().tags().orElse(false) + " " + change.settings().releases().orElse(false))
                .containsExactly("false false", "true true", "true false");
    }

    @Test
    void listsThoseThatHaveATextInTheirName() {
        register();
        var other = "studio/tools-" + UUID.randomUUID();
        as("operator").body("{\"url\":\"https://github.com/" + other + "\"}").post("/api/repositories").then()
                .statusCode(201);
        var part = repository.substring(3, 20).toUpperCase();

        as("viewer").queryParam("name", part).queryParam("limit", 200).get("/api/repositories").then().statusCode(200)
                .body("items.repository", hasItem(repository)).body("items.repository", not(hasItem(other)));
        await("GitHub's answer").untilAsserted(() -> as("viewer").queryParam("name", part).get("/api/repositories").then()
                .body("items.find { it.repository == '" + repository + "' }.flags.code", contains("REPOSITORY_GONE")));
        as("viewer").queryParam("name", "%").get("/api/repositories").then().statusCode(200).body("items", empty());
        as("viewer").queryParam("name", "x".repeat(201)).get("/api/repositories").then().statusCode(422)
                .body("errors[0].pointer", equalTo("/name"));
        as("viewer").queryParam("name", "a\u0000b").get("/api/repositories").then().statusCode(422);
    }

    @Test
    void refusesToRegisterTwice() {
        register();
        problem(as("operator").body("{\"url\":\"" + url.toUpperCase().replace("HTTPS://GITHUB.COM", "https://github.com")
                + "\"}").post("/api/repositories").then(), 409, "repository-exists");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "{\"url\":\"https://evil.example/a/b\"}|422|/url", "{}|422|/url", "{\"url\":7}|400|/url",
            "{\"url\":\"https://github.com/studio/x\",\"status\":\"on\"}|400|/status",
            "{\"url\":\"https://github.com/studio/x\",\"branches\":[\"-x\"]}|422|/branches",
            "{\"url\":\"https://github.com/studio/x\",\"branches\":[]}|422|/branches",
            "{\"url\":\"https://github.com/studio/x\",\"branches\":[\"main\",null]}|422|/branches/1",
            "{\"url\":\"https://github.com/studio/x\",\"maintenanceLines\":[null]}|422|/maintenanceLines/0",
            "{\"url\":\"https://github.com/studio/x\",\"registry\":\"http://evil\"}|422|/registry",
            "{\"url\":\"https://github.com/studio/x\",\"stopOn\":[\"meta missing\"]}|422|/stopOn",
            "{\"url\":\"https://github.com/studio/x\",\"stopOn\":[\"META_MISSING\",null]}|422|/stopOn/1",
            "{\"url\":\"https://github.com/studio/x\",\"stauts\":\"active\"}|400|/stauts" })
    void namesTheFieldThatIsWrong(String body, int status, String pointer) {
        as("operator").body(body).post("/api/repositories").then().statusCode(status)
                .contentType("application/problem+json").body("errors[0].pointer", equalTo(pointer));
    }

    @Test
    void keepsWhatStopsAPackageAndTellsIt() {
        register();
        as("operator").body("{\"stopOn\":[\"META_MISSING\",\"GUID_CLASH\",\"META_MISSING\"]}")
                .put("/api/repositories/" + repository).then().statusCode(200)
                .body("stopOn", contains("META_MISSING", "GUID_CLASH"));
        as("operator").body("{\"note\":\"x\"}").put("/api/repositories/" + repository).then().statusCode(200)
                .body("stopOn", contains("META_MISSING", "GUID_CLASH"));
    }

    @Test
    void refusesCallersWithoutTheRole() {
        problem(as("viewer").body("{\"url\":\"" + url + "\"}").post("/api/repositories").then(), 403, "forbidden");
        problem(as("requester").get("/api/repositories").then(), 403, "forbidden");
        problem(as("nobody").get("/api/repositories").then(), 401, "unauthenticated");
        problem(as("viewer").get("/api/repositories/studio/..x..git").then(), 400, "invalid-parameter");
    }

    @Test
    void listsPageByPage() {
        register();
        var next = as("viewer").get("/api/repositories?limit=1").then().statusCode(200).body("items.size()", equalTo(1))
                .extract().<String> path("nextCursor");
        var all = as("viewer").get("/api/repositories?limit=200").then().extract().jsonPath().getList("items.repository");
        if (all.size() > 1) {
            as("viewer").queryParam("cursor", next).get("/api/repositories?limit=1").then()
                    .body("items.repository", contains(all.get(1)));
        } else {
            assertThat(next).isNull();
        }
    }

    @Test
    void importsAFileOnceAndShowsWhatItWouldChange() {
        register();
        var other = "studio/other-" + UUID.randomUUID();
        var file = "{\"$schema\":\"../schemas/repositories.schema.json\",\"repositories\":[{\"url\":\"" + url
                + "\",\"status\":\"skip\",\"note\":\"left out\"},{\"url\":\"https://github.com/" + other
                + "\",\"status\":\"pending-dispatcher\",\"dispatcher_enabled\":true}]}";

        for (var dryRun : new boolean[] { true, false }) {
            as("operator").body(file).put("/api/repositories.json?dryRun=" + dryRun).then().statusCode(200)
                    .body("dryRun", equalTo(dryRun)).body("added.repository", contains(other))
                    .body("changed.repository", contains(repository))
                    .body("changed[0].fields.status.before", equalTo("active"))
                    .body("changed[0].fields.status.after", equalTo("skip"));
        }
        as("operator").body(file).put("/api/repositories.json").then().statusCode(200).body("added.size()", equalTo(0))
                .body("changed.size()", equalTo(0)).body("unchanged", equalTo(2)).body("notInFile", not(hasItem(repository)));
        as("viewer").get("/api/repositories/" + other).then().body("status", equalTo("pending"))
                .body("dispatcherEnabled", equalTo(true));
    }

    @ParameterizedTest
    @ValueSource(strings = { "1", "yes", "TRUE", "" })
    void importsNothingWhereItIsUnclearWhetherToOnlyShow(String dryRun) {
        var file = "{\"repositories\":[{\"url\":\"" + url + "\",\"status\":\"active\"}]}";
        problem(as("operator").body(file).put("/api/repositories.json?dryRun=" + dryRun).then(), 422, "invalid-field")
                .body("errors.pointer", contains("/dryRun"));
        problem(as("viewer").get("/api/repositories/" + repository).then(), 404, "repository-unknown");
    }

    @Test
    void namesEntryAndFieldOfEveryMistakeInAFile() {
        var file = "{\"repositories\":[{\"url\":\"" + url + "\",\"status\":\"on\"},{\"url\":\"https://evil.example/a/b\","
                + "\"status\":\"active\"},{\"status\":\"active\"}]}";
        problem(as("operator").body(file).put("/api/repositories.json").then(), 422, "invalid-field")
                .body("errors.pointer", contains("/repositories/0/status", "/repositories/1/url", "/repositories/2/url"));
        problem(as("operator").body("{\"repositories\":[{\"url\":\"" + url + "\",\"status\":\"active\"},{\"url\":\"" + url
                + ".git\",\"status\":\"active\"}]}").put("/api/repositories.json").then(), 422, "invalid-field")
                .body("errors.pointer", contains("/repositories/1/url"));
    }

    @Test
    void exportsWhatItsSchemaAllowsAndItselfImports() throws IOException {
        register();
        var exported = as("viewer").get("/api/repositories.json").then().statusCode(200)
                .body("repositories.url", hasItem(url)).extract().asString();
        var schema = JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(Files.readString(
                PrivateInfrastructure.checkout().resolve("docs/schemas/repositories.schema.json")));
        var json = new ObjectMapper();
        assertThat(schema.validate(json.readTree(exported))).isEmpty();
        assertThat(schema.validate(json.readTree("{\"repositories\":[{\"url\":\"" + url + "\",\"status\":\"on\"}]}")))
                .isNotEmpty();
        as("operator").body(exported).put("/api/repositories.json?dryRun=true").then().statusCode(200)
                .body("changed.size()", equalTo(0)).body("added.size()", equalTo(0));
    }

    private void register() {
        as("operator").body("{\"url\":\"" + url + "\",\"status\":\"active\"}").post("/api/repositories").then().statusCode(201);
    }
}
