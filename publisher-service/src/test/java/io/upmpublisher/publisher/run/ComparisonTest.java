package io.upmpublisher.publisher.run;

import static io.restassured.RestAssured.given;
import static io.upmpublisher.publisher.run.Pipeline.outcomes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.upmpublisher.events.RepositoryChanged;
import io.upmpublisher.events.RepositoryChanged.Change;
import io.upmpublisher.events.RepositoryMode;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.events.RepositorySettings;
import io.upmpublisher.events.RepositoryStatus;
import io.upmpublisher.events.UserName;
import io.upmpublisher.publisher.run.PublisherTestResource.Outside;
import io.upmpublisher.testing.UnityRepository;

/** Repositories in plan mode beside an old system, which is npm here. */
@QuarkusTest
@QuarkusTestResource(PublisherTestResource.class)
class ComparisonTest {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @Inject
    Pipeline pipeline;

    Outside outside;

    @TempDir
    Path folder;

    private final String id = UUID.randomUUID().toString().substring(0, 8);
    private final String scope = "com.studio.v" + id;
    private final RepositoryName name = RepositoryName.parse("Studio/shadow-" + id);
    private UnityRepository repository;
    private Npm oldSystem;

    @BeforeEach
    void makeRepository() {
        repository = UnityRepository.create(outside.gitRoot(), name.toString());
        oldSystem = new Npm(folder);
    }

    @Test
    void findsTheSameHoweverTheOldSystemPackedItAndAsksNoMore() throws Exception {
        tell(Change.REGISTERED, RepositoryMode.PLAN);
        var run = plan(1, repository.withPackage("A", scope, "1.0.0", Map.of()).commit("Add"));
        awaitResult("missing").body("items[0].package", equalTo(scope)).body("items[0].version", equalTo("1.0.0"))
                .body("items[0].run", equalTo(run)).body("items[0].since", notNullValue())
                .body("items[0].publishedAt", nullValue()).body("verdict.state", equalTo("wait"))
                .body("verdict.sentence", containsString("1 version is too new to judge"));

        oldSystem.publish(repository, "A");

        awaitResult("same").body("verdict.state", equalTo("ready")).body("versions.same", equalTo(1))
                .body("verdict.sentence", containsString("Ready to switch")).body("verdict.against", equalTo(List.of()))
                .body("items[0].publishedAt", notNullValue()).body("items[0].cause", nullValue());
        var integrity = oldSystem.run(folder, "view", scope + "@1.0.0", "dist.integrity");
        answer().body("items[0].integrity", not(equalTo(integrity)));

        var download = outside.registry().failing("GET /" + scope + "/-/" + scope + "-1.0.0.tgz", 500);
        var look = lookedAt();
        await().atMost(PATIENCE).until(() -> !lookedAt().equals(look));
        answer().body("items.result", contains("same"));
        assertThat(download.hits()).hasValue(0);
        outside.registry().remove(download);
    }

    @Test
    void tellsWhichFilesDiffer() throws Exception {
        tell(Change.REGISTERED, RepositoryMode.PLAN);
        plan(1, repository.withPackage("A", scope, "1.0.0", Map.of()).asset("A/LICENSE.md", "MIT\n").commit("Add"));
        var clone = oldSystem.clone(repository).resolve("A");
        Files.delete(clone.resolve("LICENSE.md"));
        Files.writeString(clone.resolve("built.txt"), "by the old system");
        oldSystem.run(clone, "publish", "--ignore-scripts");

        awaitResult("different").body("items[0].code", equalTo("VERSION_EXISTS_OTHER_CONTENT"))
                .body("items[0].files.find { it.path == 'LICENSE.md' }.difference", equalTo("is only in the commit"))
                .body("items[0].files.find { it.path == 'built.txt' }.difference", containsString("is not in the commit"))
                .body("items[0].files.path", not(hasItem("package.json"))).body("items[0].moreFiles", nullValue())
                .body("items[0].cause", containsString("LICENSE.md is only in the commit"))
                .body("verdict.state", equalTo("not_ready"))
                .body("verdict.sentence", containsString("1 version was published with other content (" + scope + "@1.0.0)"))
                .body("verdict.against[0].remedy", containsString("Let both pack the same"));
        ask("?repository=" + name + "&since=2999-01-01").body("items", equalTo(List.of()))
                .body("verdict.state", equalTo("wait"));
        ask("?repository=" + name + "&result=same").body("items", equalTo(List.of()))
                .body("versions.different", equalTo(1));
    }

    @Test
    void comparesWhatTheOldSystemPublishedBeforeTheRun() throws Exception {
        tell(Change.REGISTERED, RepositoryMode.PLAN);
        var commit = repository.withPackage("A", scope, "1.0.0", Map.of()).commit("Add");
        oldSystem.publish(repository, "A");
        await().atMost(PATIENCE).untilAsserted(() -> answer().body("items.result", contains("unexpected"))
                .body("items[0].cause", containsString("no run in plan mode came across that version"))
                .body("verdict.state", equalTo("wait")));
        age();
        answer().body("verdict.state", equalTo("not_ready"))
                .body("verdict.against[0].remedy", containsString("publishing branch"));

        var completed = pipeline.run(RequestBuilder.of(name.toString(), 1, commit).planned().build(Instant.now()));

        assertThat(outcomes(completed)).containsExactly("A/package.json: skipped VERSION_EXISTS");
        awaitResult("same").body("items[0].run", equalTo(completed.run().toString())).body("verdict.state", equalTo("ready"));
    }

    @Test
    void tellsWhyARunWouldNotHavePublishedWhatTheOldSystemDid() throws Exception {
        tell(Change.REGISTERED, RepositoryMode.PLAN);
        var commit = repository.withPackage("A", scope, "1.0.0", Map.of()).file("A/Runtime/Lost.cs", "class Lost {}")
                .commit("Add");
        var completed = pipeline
                .run(RequestBuilder.of(name.toString(), 1, commit).planned().stoppingOn("META_MISSING").build(Instant.now()));
        assertThat(outcomes(completed)).containsExactly("A/package.json: failed META_MISSING");
        oldSystem.publish(repository, "A");

        awaitResult("unexpected").body("items[0].code", equalTo("META_MISSING"))
                .body("items[0].run", equalTo(completed.run().toString()))
                .body("items[0].cause", containsString("would not have published it")).body("items[0].remedy", notNullValue());
        age();
        answer().body("verdict.sentence", containsString("1 version was published that no run would have"));

        assertThat(outside.registry().delete("/" + scope + "/-rev/1", System.getenv("UPM_TEST_VERDACCIO_TOKEN")))
                .isLessThan(300);
        await().atMost(PATIENCE).untilAsserted(() -> answer().body("items", equalTo(List.of())));
    }

    @Test
    void tellsWhatTheOldSystemHasNotPublishedAndWhatItPassedOver() throws Exception {
        tell(Change.REGISTERED, RepositoryMode.PLAN);
        plan(1, repository.withPackage("A", scope, "1.0.0", Map.of()).commit("Add"));
        var second = repository.bump("A", "1.1.0").commit("Raise");
        plan(2, second);
        oldSystem.publish(repository, "A");

        await().atMost(PATIENCE).untilAsserted(() -> answer().body("items.version", contains("1.1.0", "1.0.0"))
                .body("items.result", contains("same", "missing"))
                .body("items[1].cause", containsString("though it has 1.1.0")));
        answer().body("verdict.state", equalTo("wait"));
        age();
        answer().body("verdict.state", equalTo("not_ready"))
                .body("verdict.sentence", containsString("1 version was not published by the old system"));

        var first = ask("?repository=" + name + "&limit=1").body("items.version", contains("1.1.0")).extract().jsonPath();
        ask("?repository=" + name + "&limit=1&cursor=" + first.getString("nextCursor")).body("items.version", contains("1.0.0"))
                .body("nextCursor", nullValue());
    }

    @Test
    void waitsForARegistryThatIsAwayAndForWhoeverDied() throws Exception {
        var away = outside.registry().failing("GET /" + scope, 503);
        tell(Change.REGISTERED, RepositoryMode.PLAN);
        var request = RequestBuilder.of(name.toString(), 1,
                repository.withPackage("A", scope, "1.0.0", Map.of()).commit("Add")).planned().build(Instant.now());
        await().atMost(PATIENCE).untilAsserted(
                () -> ask("?repository=" + name).statusCode(200).body("verdict.state", equalTo("wait")));
        outside.registry().remove(away);
        pipeline.run(request);
        away = outside.registry().failing("GET /" + scope, 503);
        await().atMost(PATIENCE).untilAsserted(() -> answer().body("packages.failing", equalTo(1))
                .body("packages.problem.code", equalTo("REGISTRY_UNREACHABLE"))
                .body("verdict.sentence", containsString("the registry did not tell of 1 package")));
        oldSystem.publish(repository, "A");
        outside.registry().remove(away);

        // As if a process had died over it, whose lease is over.
        pipeline.update("update comparison_package set claim = gen_random_uuid(), due_at = now() where repository_key = ?",
                name.key());

        awaitResult("same").body("packages.failing", equalTo(0));
    }

    @Test
    void saysSoWhereTheCommitCannotBeReadAnyMore() throws Exception {
        tell(Change.REGISTERED, RepositoryMode.PLAN);
        plan(1, repository.withPackage("A", scope, "1.0.0", Map.of()).commit("Add"));
        pipeline.update("update comparison_version set commit_id = ? where repository_key = ?", "ab".repeat(20), name.key());
        oldSystem.publish(repository, "A");

        awaitResult("unproven").body("items[0].code", containsString("COMMIT")).body("verdict.state", equalTo("wait"));
    }

    @Test
    void listsAllThatAreInPlanModeUntilTheyAreSwitched() throws Exception {
        tell(Change.REGISTERED, RepositoryMode.PLAN);
        plan(1, repository.withPackage("A", scope, "1.0.0", Map.of()).commit("Add"));
        awaitResult("missing");
        assertThat(listed()).contains(name.toString());
        assertThat(pipeline.texts("""
                select concat_ws(' ', settings ->> 'mode', settings ->> 'status', settings ->> 'registry')
                  from known_repository where repository_key = ?
                """, name.key())).as("what the migration looks for").containsExactly("plan active default");
        answer().body("packages.oldestLookAt", notNullValue());
        var first = ask("?limit=1").body("items.size()", equalTo(1)).body("items[0].verdict.state", notNullValue());
        assertThat(first.extract().jsonPath().getList("items.versions")).hasSize(1);

        pipeline.awaitDone(tell(Change.UPDATED, RepositoryMode.PUBLISH));
        assertThat(listed()).doesNotContain(name.toString());
        answer().body("until", notNullValue()).body("items.result", contains("missing"));

        pipeline.awaitDone(tell(Change.UPDATED, RepositoryMode.PLAN));
        answer().body("until", nullValue()).body("items", equalTo(List.of()))
                .body("verdict.sentence", containsString("no package of the repository is known yet"));

        pipeline.awaitDone(tell(Change.REMOVED, RepositoryMode.PLAN));
        ask("?repository=" + name).statusCode(404).body("detail", containsString("\"mode\":\"plan\""));
        plan(2, repository.bump("A", "1.1.0").commit("Raise"));
        ask("?repository=" + name).statusCode(404);
    }

    @Test
    void passesOverWhatIsNotToBePublishedHere() {
        tell(Change.REGISTERED, RepositoryMode.PLAN);
        var commit = repository.withPackage("A", scope, "1.0.0", Map.of())
                .file("package.json", "{\"name\":\"tools-" + id + "\",\"version\":\"1.0.0\"}").commit("Add");

        pipeline.run(RequestBuilder.of(name.toString(), 1, commit).planned().build(Instant.now()));

        assertThat(pipeline.texts("select name from comparison_package where repository_key = ?", name.key()))
                .containsExactly(scope);
    }

    @Test
    void holdsNothingAgainstARepositoryThatAnotherTookThePackageFrom() throws Exception {
        tell(Change.REGISTERED, RepositoryMode.PLAN);
        plan(1, repository.withPackage("A", scope, "1.0.0", Map.of()).commit("Add"));
        oldSystem.publish(repository, "A");
        awaitResult("same");
        var other = UnityRepository.create(outside.gitRoot(), "Studio/home-" + id);
        var moved = other.withPackage("A", scope, "1.1.0", Map.of()).commit("Take over");
        pipeline.run(RequestBuilder.of(other.name(), 1, moved).planned().build(Instant.now()));

        oldSystem.publish(other, "A");
        age();

        // The second look began after it was there.
        for (var look = 1; look <= 2; look++) {
            var before = lookedAt();
            await().atMost(PATIENCE).until(() -> !lookedAt().equals(before));
        }
        answer().body("items.version", contains("1.0.0")).body("verdict.state", equalTo("ready"));
    }

    @Test
    void takesNothingForTheOldSystemsThatThisOnePublished() throws Exception {
        tell(Change.REGISTERED, RepositoryMode.PLAN);
        var commit = repository.withPackage("A", scope, "1.0.0", Map.of()).commit("Add");
        plan(1, commit);
        awaitResult("missing");

        pipeline.run(RequestBuilder.of(name.toString(), 2, commit).build(Instant.now()));

        await().atMost(PATIENCE).untilAsserted(() -> answer().body("items", equalTo(List.of())));
    }

    @Test
    void refusesWhatCannotBeMeant() {
        ask("?since=yesterday").statusCode(422).body("errors[0].pointer", equalTo("/since"));
        ask("?repository=" + name + "&result=good").statusCode(422).body("errors[0].pointer", equalTo("/result"));
        given().get("/api/comparison").then().statusCode(401);
    }

    @Test
    void isDescribedWithBothItsAnswers() {
        given().get("/q/openapi?format=json").then().statusCode(200).body(
                "paths['/api/comparison'].get.responses['200'].content['application/json'].schema.oneOf.'$ref'",
                contains("#/components/schemas/Detail", "#/components/schemas/Summary"));
    }

    private String plan(long sequence, String commit) {
        var completed = pipeline.run(RequestBuilder.of(name.toString(), sequence, commit).planned().build(Instant.now()));
        assertThat(outcomes(completed)).containsExactly("A/package.json: skipped PLAN_MODE");
        return completed.run().toString();
    }

    private Pipeline.Sent tell(Change change, RepositoryMode mode) {
        var sent = pipeline.send(new RepositoryChanged(name, change, new RepositorySettings(RepositoryStatus.ACTIVE, mode,
                List.of("main"), "default", List.of(), Optional.empty(), Optional.empty(), Optional.empty(), 1),
                UserName.of("olaf")));
        pipeline.awaitDone(sent);
        return sent;
    }

    /** Lets what is known be two hours old. */
    private void age() {
        pipeline.update("""
                update comparison_version set noted_at = noted_at - interval '2 hours' where repository_key = ?
                """, name.key());
    }

    private ValidatableResponse awaitResult(String result) {
        await().atMost(PATIENCE).untilAsserted(() -> answer().body("items.result", contains(result)));
        return answer();
    }

    private List<String> lookedAt() {
        // Whoever asks has its packages looked at anew.
        answer();
        return pipeline.texts("select looked_at::text from comparison_package where repository_key = ?", name.key());
    }

    private List<String> listed() {
        return ask("?limit=200").extract().jsonPath().getList("items.repository", String.class);
    }

    private ValidatableResponse answer() {
        return ask("?repository=" + name).statusCode(200);
    }

    private static ValidatableResponse ask(String query) {
        return given().header("Authorization", "Bearer viewer-token-1234").get("/api/comparison" + query).then();
    }
}
