package io.upmpublisher.publisher.run;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.upmpublisher.events.AlarmRaised;
import io.upmpublisher.events.RepositoryChanged;
import io.upmpublisher.events.RepositoryMode;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.events.RepositorySettings;
import io.upmpublisher.events.RepositoryStatus;
import io.upmpublisher.events.UserName;
import io.upmpublisher.publisher.run.PublisherTestResource.Outside;
import io.upmpublisher.testing.LfsServer;
import io.upmpublisher.testing.UnityRepository;

@QuarkusTest
@QuarkusTestResource(PublisherTestResource.class)
class PlanTest {

    @Inject
    Pipeline pipeline;

    Outside outside;

    private final String id = UUID.randomUUID().toString().substring(0, 8);
    private final String scope = "com.studio.p" + id;
    private final String name = "studio/plan-" + id;
    private UnityRepository repository;

    @BeforeEach
    void makeRepository() {
        repository = UnityRepository.create(outside.gitRoot(), name);
    }

    @Test
    void foretellsWhatARunThenDoes() {
        var commit = repository.withPackage("A", scope + ".ui", "1.0.0", Map.of(scope + ".core", "1.0.0"))
                .withPackage("B", scope + ".core", "1.0.0", Map.of()).commit("Add two");

        var plan = plan("commit", commit).statusCode(200).body("repository", equalTo(name)).body("commit", equalTo(commit))
                .body("packages.path", contains("A/package.json", "B/package.json"))
                .body("packages.decision", contains("publish", "publish"))
                .body("packages.code", contains("WOULD_PUBLISH", "WOULD_PUBLISH"))
                .body("packages[0].publishedVersion", nullValue()).body("packages[0].distTag", equalTo("latest"))
                .body("packages[0].files.path", hasItem("package.json")).body("packages[0].files[0].mode", equalTo("0644"))
                .extract().jsonPath();

        assertThat(outside.registry().taken(scope)).isEmpty();
        var completed = pipeline.run(RequestBuilder.of(name, 1, commit).build());
        assertThat(completed.packages()).extracting(report -> report.integrity().orElseThrow())
                .isEqualTo(plan.getList("packages.integrity", String.class));
        assertThat(completed.packages()).extracting(report -> report.size().orElseThrow().intValue())
                .isEqualTo(plan.getList("packages.tarballSize", Integer.class));
        plan("commit", commit).body("packages.decision", contains("skip", "skip"))
                .body("packages.code", contains("VERSION_EXISTS", "VERSION_EXISTS"))
                .body("packages.publishedVersion", contains("1.0.0", "1.0.0"))
                .body("packages[0].integrity", equalTo(completed.packages().getFirst().integrity().orElseThrow()));
    }

    @Test
    void tellsWhyTheRestIsNotPublished() {
        var commit = repository.withPackage("A", scope + ".ui", "1.0.0", Map.of(scope + ".core", "1.0.0"))
                .withPackage("B", scope + ".core", "1.0", Map.of())
                .file("F/package.json", "{\"name\":\"" + scope + ".secret\",\"version\":\"1.0.0\",\"private\":true}")
                .commit("Add");

        plan("commit", commit).statusCode(200).body("packages.decision", contains("hold", "fail", "skip"))
                .body("packages.code", contains("DEPENDENCY_FAILED", "VERSION_INVALID", "PRIVATE_PACKAGE"))
                .body("packages[1].files.path", hasItem("package.json")).body("packages[1].remedy", containsString("1.2.3"))
                .body("packages[0].files.path", hasItem("package.json"))
                .body("packages[2].files.path", contains("package.json"));
    }

    @Test
    void listsFilesWhateverIsDecided() {
        var commit = repository.withPackage("A", scope + ".a", "1.0.0", Map.of())
                .file("A/.gitattributes", "*.png filter=lfs -text\n")
                .file("A/big.png", LfsServer.pointerTo("absent".getBytes(StandardCharsets.UTF_8)))
                .file("B/package.json", "{\"name\":\"No Name\",\"version\":\"1.0.0\",\"unity\":\"2021.3\"}")
                .file("B/b.txt", "b")
                .file("C/package.json", "{\"version\":\"1.0.0\",")
                .withPackage("D", scope + ".d", "1.0.0", Map.of(scope + ".a", "1.0.0"))
                .withPackage("E", scope + ".e", "1.0.0", Map.of()).file("E/.gitattributes", "*.rc working-tree-encoding=SJIS\n")
                .file("E/a.rc", "a").commit("Add");

        plan("commit", commit).statusCode(200)
                .body("packages.code",
                        contains("LFS_OBJECT_MISSING", "NAME_INVALID", "MANIFEST_UNREADABLE", "DEPENDENCY_FAILED",
                                "ENCODING_UNSUPPORTED"))
                .body("packages[0].files.path", hasItems("package.json", "big.png"))
                .body("packages[0].files.find { it.path == 'big.png' }.size", equalTo("absent".length()))
                .body("packages[0].tarballSize", nullValue())
                .body("packages[1].files.path", contains("package.json", "b.txt"))
                .body("packages[1].unpackedSize", greaterThan(1)).body("packages[2].files", nullValue())
                .body("packages[3].files.path", hasItem("package.json"))
                .body("packages[4].files.find { it.path == 'a.rc' }.size", nullValue())
                .body("packages[4].files.path", hasItems("a.rc", "package.json"));
    }

    @Test
    void tellsOfATokenThatTheRegistryRefusesThoughItCanBeRead() {
        var commit = repository.withPackage("A", scope, "1.0.0", Map.of()).commit("Add");
        var alarmsBefore = alarms();
        var fault = outside.registry().failing("GET /-/whoami", 401);

        try {
            plan("commit", commit).statusCode(200).body("registryProblem.code", equalTo("REGISTRY_CREDENTIAL_REFUSED"))
                    .body("registryProblem.remedy", containsString("token")).body("packages[0].code", equalTo("WOULD_PUBLISH"));
        } finally {
            outside.registry().remove(fault);
        }
        assertThat(alarms()).as("a plan tells nobody").isEqualTo(alarmsBefore);
        plan("commit", commit).body("registryProblem", nullValue());
    }

    @Test
    void readsTheDefaultBranchOnePathOrWhatChanged() {
        var first = repository.withPackage("A", scope + ".a", "1.0.0", Map.of())
                .withPackage("B", scope + ".b", "1.0.0", Map.of()).commit("Add");
        var second = repository.bump("A", "1.1.0").commit("Bump");

        plan().statusCode(200).body("commit", equalTo(second)).body("packages.version", contains("1.1.0", "1.0.0"));
        plan("commit", second, "before", first).body("packages.path", contains("A/package.json"));
        plan("commit", first, "path", "B").body("packages.path", contains("B/package.json"));
    }

    @Test
    void warnsOfDependenciesThatNobodyHas() {
        var commit = repository
                .withPackage("A", scope, "1.0.0", Map.of(scope + ".none", "2.0.0", "com.unity.mathematics", "1.2.6"))
                .commit("Add");

        plan("commit", commit).body("packages[0].decision", equalTo("publish"))
                .body("packages[0].warnings.code", hasItem("DEPENDENCY_NOT_FOUND"))
                .body("packages[0].warnings.find { it.code == 'DEPENDENCY_NOT_FOUND' }.message",
                        containsString(scope + ".none@2.0.0"));
        assertThat(pipeline.run(RequestBuilder.of(name, 1, commit).build()).packages().getFirst().warnings())
                .extracting(warning -> warning.code()).contains("DEPENDENCY_NOT_FOUND");
    }

    @Test
    void treatsARegisteredRepositoryAsItIsRegistered() {
        repository.withPackage("A", scope, "1.0.0", Map.of()).commit("Add");
        var settings = new RepositorySettings(RepositoryStatus.ACTIVE, RepositoryMode.PUBLISH, List.of("main"), "elsewhere",
                List.of(), Optional.empty(), Optional.empty(), Optional.empty(), 3);

        pipeline.send(new RepositoryChanged(RepositoryName.parse(name), RepositoryChanged.Change.REGISTERED, settings,
                UserName.of("oscar")));
        await().untilAsserted(() -> plan().body("registry", equalTo("elsewhere"))
                .body("packages.code", contains("REGISTRY_NOT_CONFIGURED")));

        pipeline.send(new RepositoryChanged(RepositoryName.parse(name), RepositoryChanged.Change.REMOVED, settings,
                UserName.of("oscar")));
        await().untilAsserted(() -> plan().body("registry", equalTo("default")));
    }

    @Test
    void refusesWhatItMayNotOrCannotRead() {
        repository.withPackage("A", scope, "1.0.0", Map.of()).commit("Add");

        ask("repository", "stranger/things").statusCode(422).body("type", equalTo("/problems/owner-not-trusted"));
        ask("commit", "main").statusCode(422).body("errors[0].pointer", equalTo("/repository"));
        plan("commit", "1".repeat(40)).statusCode(422).body("type", equalTo("/problems/commit-not-plannable"))
                .body("detail", containsString("COMMIT_NOT_FOUND"));
        plan("commit", "no-such-branch").statusCode(422).body("detail", containsString("REF_NOT_FOUND"));
        plan("path", "../A").statusCode(422).body("errors[0].pointer", equalTo("/path"));
        plan("commit", "a..b").statusCode(400);
        given().get("/api/plan?repository=" + name).then().statusCode(401);
    }

    private int alarms() {
        return pipeline.told(AlarmRaised.class, alarm -> alarm.code().equals("REGISTRY_CREDENTIAL_REFUSED")).size();
    }

    private ValidatableResponse plan(String... parameters) {
        var all = new java.util.ArrayList<>(List.of("repository", name));
        all.addAll(List.of(parameters));
        return ask(all.toArray(String[]::new));
    }

    private static ValidatableResponse ask(String... parameters) {
        var request = given().header("Authorization", "Bearer viewer-token-1234");
        for (var i = 0; i < parameters.length; i += 2) {
            request.queryParam(parameters[i], parameters[i + 1]);
        }
        return request.get("/api/plan").then();
    }
}
