package io.upmpublisher.changelog.run;

import static io.restassured.RestAssured.given;
import static io.upmpublisher.changelog.run.CoreRepository.CORE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.upmpublisher.changelog.ChangelogTestResource;
import io.upmpublisher.changelog.history.Repositories;
import io.upmpublisher.events.ChangelogCompleted;
import io.upmpublisher.events.ChangelogCompleted.Origin;
import io.upmpublisher.events.CommitId;
import io.upmpublisher.events.PackageOutcome;
import io.upmpublisher.events.PackageReport;
import io.upmpublisher.events.PublishCompleted;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.git.CommitDetails;
import io.upmpublisher.git.LogRequest;
import io.upmpublisher.testing.UnityRepository;

@QuarkusTest
@QuarkusTestResource(ChangelogTestResource.class)
class PublishCompletedConsumerTest {

    @Inject
    Bus bus;
    @Inject
    Repositories repositories;
    @ConfigProperty(name = "test.git-root")
    Path gitRoot;
    @ConfigProperty(name = "GITHUB_API_URL")
    String standIns;

    private UnityRepository repository;

    @BeforeEach
    void addRepository() {
        repository = CoreRepository.create(gitRoot);
    }

    @Test
    void writesTheChangelogOfWhatARunPublished() throws Exception {
        var run = published("1.0.0", "1.1.0", "main");
        bus.tellAndAwait(run, "done");
        var commit = newest(1).getFirst();
        assertThat(commit.message()).startsWith("docs: update changelogs [skip ci]\n\n- com.studio.core 1.1.0 (drafted by")
                .endsWith("\n\nUPM-Run: " + run.run() + "\nUPM-Revision: 1\n");
        var told = bus.completed(run.run()).getFirst();
        assertThat(told.commit()).contains(commit.id());
        assertThat(told.failure()).isEmpty();
        assertThat(told.packages()).singleElement().satisfies(entry -> {
            assertThat(entry.path()).isEqualTo(CORE + "/package.json");
            assertThat(entry.origin()).isEqualTo(Origin.MODEL);
            assertThat(entry.entry()).startsWith("### Changed\n\n- Entry from the local stand-in, not from a model. (");
        });
        assertThat(file(CORE + "/CHANGELOG.md")).contains("## [1.1.0] - 2026-03-02\n\n" + told.packages().getFirst().entry());
        assertThat(file(CORE + "/CHANGELOG.md.meta")).contains("TextScriptImporter:");
    }

    @Test
    void writesOnceWhatIsToldFiveTimes() throws Exception {
        var run = published("1.0.0", "1.1.0", "main");
        bus.await(bus.tell(run, 5), "done");
        bus.tellAndAwait(run, "done");
        assertThat(newest(10)).hasSize(4);
        assertThat(bus.completed(run.run())).extracting(ChangelogCompleted::commit)
                .containsOnly(Optional.of(CommitId.of(repository.head()))).as("one for each event id").hasSize(2);
    }

    @Test
    void followsOnTheVersionBeforeAndLeavesItsOwnCommitOut() throws Exception {
        bus.tellAndAwait(published("1.0.0", "1.1.0", "main"), "done");
        repository.file(CORE + "/Runtime/B.cs", "b").commit("fix: close sockets");
        repository.bump(CORE, "1.2.0").commit("1.2.0");
        bus.tellAndAwait(published("1.1.0", "1.2.0", "main"), "done");
        assertThat(file(CORE + "/CHANGELOG.md")).containsSubsequence("## [1.2.0] - ", "## [1.1.0] - ");
        as("viewer").get("/api/changelogs?package=com.studio.core&repository=" + repository.name().toUpperCase()).then()
                .statusCode(200)
                .body("items", hasSize(2)).body("nextCursor", nullValue())
                .body("items[0].version", equalTo("1.2.0")).body("items[0].previous", equalTo("1.1.0"))
                .body("items[0].range", equalTo("published_commit")).body("items[0].commit", equalTo(repository.head()))
                .body("items[0].package", equalTo("com.studio.core")).body("items[0].text", startsWith("### Changed"))
                .body("items[1].range", equalTo("manifest")).body("items[1].origin", equalTo("model"));
        String cursor = as("viewer").get("/api/changelogs?limit=1&repository=" + repository.name()).then().extract()
                .path("nextCursor");
        as("viewer").get("/api/changelogs?limit=1&repository=" + repository.name() + "&cursor=" + cursor).then().statusCode(200)
                .body("items", hasSize(1)).body("items[0].version", equalTo("1.1.0")).body("nextCursor", nullValue());
    }

    @Test
    void showsEntriesToViewersOnly() {
        given().get("/api/changelogs").then().statusCode(401);
        as("requester").get("/api/changelogs").then().statusCode(403);
        as("viewer").get("/api/changelogs?repository=no-slash").then().statusCode(400);
    }

    @Test
    void tellsNothingOfARunThatPublishedNothing() throws Exception {
        var run = run(report(PackageOutcome.SKIPPED, "1.0.0", "1.1.0"), "main");
        bus.tellAndAwait(run, "done");
        assertThat(bus.completed(run.run())).isEmpty();
        assertThat(newest(10)).hasSize(3);
    }

    @Test
    void writesToTheDefaultBranchWhereTheRunNamesNone() throws Exception {
        var run = run(report(PackageOutcome.PUBLISHED, "1.0.0", "1.1.0"), null);
        bus.tellAndAwait(run, "done");
        assertThat(bus.completed(run.run()).getFirst().commit()).contains(CommitId.of(repository.head()));
    }

    @Test
    void namesTheFaultOfABranchThatIsNotThereOrNone() throws Exception {
        for (var branch : List.of("gone", "a..b", "../../etc")) {
            var run = published("1.0.0", "1.1.0", branch);
            bus.tellAndAwait(run, "done");
            assertThat(bus.completed(run.run()).getFirst().failure().orElseThrow().code()).as(branch)
                    .isEqualTo("REF_NOT_FOUND");
        }
        assertThat(newest(10)).hasSize(3);
    }

    @Test
    void leavesAloneWhatTheAuthorsTold() throws Exception {
        repository.file(CORE + "/CHANGELOG.md", "## 1.1.0\n\n- By hand\n").commit("Tell by hand");
        var head = repository.head();
        var run = published("1.0.0", "1.1.0", "main");
        bus.tellAndAwait(run, "done");
        assertThat(repository.head()).isEqualTo(head);
        var told = bus.completed(run.run()).getFirst();
        assertThat(told.packages()).isEmpty();
        assertThat(told.failure()).isEmpty();
    }

    @Test
    void givesUpWithAFaultAndDoesWhatIsMissingWhenReplayed() throws Exception {
        CoreRepository.protectMain(repository);
        var outage = Outage.of(standIns, repository, "pulls");
        var run = published("1.0.0", "1.1.0", "main");
        var event = bus.tellAndAwait(run, "dead");
        assertThat(bus.completed(run.run())).singleElement().satisfies(told -> {
            assertThat(told.failure().orElseThrow().code()).isEqualTo("GITHUB_UNREACHABLE");
            assertThat(told.packages()).hasSize(1);
        });
        outage.ends();
        bus.replay(event);
        bus.await(event, "done");
        assertThat(bus.completed(run.run())).hasSize(2).last().satisfies(told -> {
            assertThat(told.failure()).isEmpty();
            assertThat(told.pullRequest().orElseThrow().toString()).contains(repository.name() + "/pull/");
        });
    }

    private PublishCompleted published(String before, String version, String branch) {
        return run(report(PackageOutcome.PUBLISHED, before, version), branch);
    }

    private PublishCompleted run(PackageReport report, String branch) {
        return PublishedRun.of(repository, report).onBranch(Optional.ofNullable(branch)).event();
    }

    private static PackageReport report(PackageOutcome outcome, String before, String version) {
        return PublishedRun.report(outcome, CORE, "com.studio.core", Optional.of(before), version);
    }

    private RepositoryName name() {
        return RepositoryName.parse(repository.name());
    }

    private List<CommitDetails> newest(int limit) {
        var head = CommitId.of(repository.head());
        try (var mirror = repositories.at(name(), Optional.of("main")).open(head)) {
            return mirror.log(LogRequest.of(head, limit));
        }
    }

    private String file(String path) {
        var head = CommitId.of(repository.head());
        try (var mirror = repositories.at(name(), Optional.of("main")).open(head)) {
            var tree = mirror.tree(head);
            return new String(tree.read(tree.entry(path).orElseThrow(), 100_000));
        }
    }

    private static RequestSpecification as(String role) {
        return given().header("Authorization", "Bearer " + role + "-token-1234");
    }
}
