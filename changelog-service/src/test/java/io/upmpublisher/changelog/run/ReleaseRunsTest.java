package io.upmpublisher.changelog.run;

import static io.restassured.RestAssured.given;
import static io.upmpublisher.changelog.run.CoreRepository.CORE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.upmpublisher.changelog.ChangelogTestResource;
import io.upmpublisher.events.ChangelogCompleted.Release;
import io.upmpublisher.events.CommitId;
import io.upmpublisher.events.PackageOutcome;
import io.upmpublisher.events.PackageReport;
import io.upmpublisher.testing.UnityRepository;

/** Tags and releases, from the event on the real broker to git by HTTP and a stand-in of GitHub's API. */
@QuarkusTest
@QuarkusTestResource(ChangelogTestResource.class)
class ReleaseRunsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @Inject
    Bus bus;
    @Inject
    LedgerTable ledger;
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
    void setsNoTagUnlessItIsAskedFor() throws Exception {
        var run = core().event();
        bus.tellAndAwait(run, "done");
        assertThat(repository.tags()).isEmpty();
        assertThat(bus.completed(run.run()).getFirst().releases()).isEmpty();
    }

    @Test
    void setsATagAndMakesAReleaseWithTheEntryOnce() throws Exception {
        var commit = repository.head();
        var run = core().wanting(true, true).event();
        bus.await(bus.tell(run, 3), "done");
        bus.tellAndAwait(run, "done");
        assertThat(repository.tags()).containsExactly("upm/1.1.0 " + commit);
        assertThat(bus.completed(run.run())).allSatisfy(told -> assertThat(told.releases().orElseThrow()).singleElement()
                .satisfies(release -> {
                    assertThat(release.path()).isEqualTo(CORE + "/package.json");
                    assertThat(release.tag()).contains("upm/1.1.0");
                    assertThat(release.address().orElseThrow().toString())
                            .endsWith(repository.name() + "/releases/tag/upm/1.1.0");
                    assertThat(release.failure()).isEmpty();
                }));
        given().get(standIns + "/repos/" + repository.name() + "/releases/tags/upm%2F1.1.0").then().statusCode(401);
        given().header("Authorization", "Bearer t").get(standIns + "/repos/" + repository.name() + "/releases").then()
                .body("", hasSize(1)).body("[0].name", equalTo("com.studio.core 1.1.0"))
                .body("[0].body", startsWith("### Changed"));
    }

    @Test
    void makesTheReleaseOfWhatTheAuthorsTold() throws Exception {
        repository.file(CORE + "/CHANGELOG.md", "# Changes\n\n## 1.1.0\n\n- By händ\n\n## 1.0.0\n\n- First\n")
                .withPackage("Packages/ui", "com.studio.ui", "1.0.0", Map.of()).commit("Tell by hand");
        var run = core().wanting(false, true).event();
        bus.tellAndAwait(run, "done");
        assertThat(repository.tags()).containsExactly("com.studio.core/1.1.0 " + repository.head());
        given().header("Authorization", "Bearer t").get(standIns + "/repos/" + repository.name() + "/releases").then()
                .body("", hasSize(1)).body("[0].body", equalTo("- By händ"));
    }

    @Test
    void namesATagThatIsElsewhereAndWritesTheChangelogAllTheSame() throws Exception {
        var commit = repository.head();
        var other = repository.file("x", "x").commit("Work on");
        repository.tag("upm/1.1.0", other);
        var run = core().from(commit).wanting(true, true).event();
        bus.tellAndAwait(run, "done");
        assertThat(repository.tags()).containsExactly("upm/1.1.0 " + other);
        var told = bus.completed(run.run()).getFirst();
        assertThat(told.commit()).contains(CommitId.of(repository.head()));
        assertThat(told.failure()).isEmpty();
        assertThat(told.releases().orElseThrow()).singleElement().satisfies(release -> {
            assertThat(release.failure().orElseThrow().code()).isEqualTo("TAG_ELSEWHERE");
            assertThat(release.failure().orElseThrow().retryHelps()).isFalse();
            assertThat(release.tag()).isEmpty();
            assertThat(release.address()).isEmpty();
        });
    }

    @Test
    void tagsWhatWasPublishedFromABranchThatIsGone() throws Exception {
        var commit = repository.head();
        repository.onBranch("kept");
        var run = core().onBranch(Optional.of("gone")).wanting(true, false).event();
        bus.tellAndAwait(run, "done");
        assertThat(repository.tags()).containsExactly("upm/1.1.0 " + commit);
        assertThat(bus.completed(run.run()).getFirst().failure().orElseThrow().code()).isEqualTo("REF_NOT_FOUND");
    }

    @Test
    void tellsTheChangelogAndMakesTheReleaseWhenReplayed() throws Exception {
        var outage = Outage.of(standIns, repository, "releases");
        var run = core().wanting(true, true).event();
        var event = bus.tellAndAwait(run, "dead");
        assertThat(bus.completed(run.run())).singleElement().satisfies(told -> {
            assertThat(told.commit()).as("the changelog is there").isPresent();
            assertThat(told.releases().orElseThrow().getFirst().tag()).contains("upm/1.1.0");
            assertThat(told.releases().orElseThrow().getFirst().failure().orElseThrow().code())
                    .isEqualTo("GITHUB_UNREACHABLE");
        });
        outage.ends();
        bus.replay(event);
        bus.await(event, "done");
        assertThat(repository.messages()).as("one changelog").hasSize(4);
        assertThat(bus.completed(run.run()).getLast().releases().orElseThrow().getFirst().address()).isPresent();
    }

    @Test
    void stillTellsWhatWasLeftOutWhenTheReleaseCameAtALaterAttempt() throws Exception {
        var ui = "Packages/ui";
        repository.withPackage(ui, "com.studio.ui", "1.0.0", Map.of()).symlink(ui + "/CHANGELOG.md", "../../x")
                .commit("Add ui");
        var outage = Outage.of(standIns, repository, "releases");
        var run = core().and(published(ui, "com.studio.ui", Optional.empty(), "1.0.0")).wanting(true, true).event();

        bus.tellAndAwait(run, "dead");
        outage.ends();

        assertThat(bus.completed(run.run())).singleElement().satisfies(told -> {
            assertThat(told.commit()).isPresent();
            assertThat(told.failure()).hasValueSatisfying(fault -> assertThat(fault.code()).isEqualTo("CHANGELOG_NOT_A_FILE"));
        });
    }

    @Test
    void tagsAndReleasesWhileTheChangelogIsUnconfirmed() throws Exception {
        var commit = repository.head();
        CoreRepository.protectMain(repository);
        var outage = Outage.of(standIns, repository, "pulls");
        var run = core().wanting(true, true).event();
        var event = bus.tell(run, 1);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(repository.tags()).containsExactly("upm/1.1.0 " + commit));
        bus.await(event, "dead");
        assertThat(bus.completed(run.run())).singleElement().satisfies(told -> {
            assertThat(told.failure()).hasValueSatisfying(
                    fault -> assertThat(fault.code()).isEqualTo("GITHUB_UNREACHABLE"));
            assertThat(told.releases().orElseThrow()).singleElement().satisfies(ReleaseRunsTest::isMade);
        });
        outage.ends();
        bus.replay(event);
        bus.await(event, "done");
        assertThat(bus.completed(run.run()).getLast()).satisfies(told -> {
            assertThat(told.pullRequest()).isPresent();
            assertThat(told.releases().orElseThrow()).singleElement().satisfies(ReleaseRunsTest::isMade);
        });
        releases(1);
    }

    @Test
    void tellsTheChangelogWhereReleasesMeetAnUnforeseenError() throws Exception {
        var run = core().wanting(true, true).event();
        ledger.claimDone("release:" + repository.name() + "#upm/1.1.0@" + repository.head(), "no address at all");
        bus.tellAndAwait(run, "dead");
        assertThat(bus.completed(run.run())).singleElement().satisfies(told -> {
            assertThat(told.commit()).contains(CommitId.of(repository.head()));
            assertThat(told.failure()).isEmpty();
            assertThat(told.releases().orElseThrow()).singleElement().satisfies(
                    release -> assertThat(release.failure().orElseThrow().code()).isEqualTo("INTERNAL_ERROR"));
        });
        given().header("Authorization", "Bearer viewer-token-1234").get("/api/changelogs?repository=" + repository.name())
                .then().statusCode(200).body("items", hasSize(1)).body("items[0].failure", equalTo(null));
    }

    @Test
    void tellsTheReleasesWhereTheChangelogMeetsAnUnforeseenError() throws Exception {
        var run = core().wanting(true, true).event();
        ledger.claimDone("changelog:" + run.run() + "/1/" + repository.name(), "commit unreadable");
        bus.tellAndAwait(run, "dead");
        assertThat(bus.completed(run.run())).singleElement().satisfies(told -> {
            assertThat(told.failure().orElseThrow().code()).isEqualTo("INTERNAL_ERROR");
            assertThat(told.releases().orElseThrow()).singleElement().satisfies(ReleaseRunsTest::isMade);
        });
    }

    @Test
    void namesTagsByWhatThePublisherCounted() throws Exception {
        repository.file("tools/package.json", "{\"name\":\"tools\",\"version\":\"1.0.0\"}").commit("Add tools");
        var one = core().wanting(true, false).counting(false);
        bus.tellAndAwait(one.event(), "done");
        var several = core().wanting(true, false).counting(true);
        bus.tellAndAwait(several.event(), "done");
        assertThat(repository.tags()).containsExactlyInAnyOrder("upm/1.1.0 " + one.commit(),
                "com.studio.core/1.1.0 " + several.commit());
    }

    @Test
    void takesNoTagOfAnotherPackageForItsOwn() throws Exception {
        repository.withPackage("Packages/ui", "com.studio.ui", "1.1.0", Map.of()).commit("Add ui");
        var commit = repository.head();
        bus.tellAndAwait(core().wanting(true, true).counting(false).event(), "done");
        var other = PublishedRun.of(repository, published("Packages/ui", "com.studio.ui", Optional.empty(), "1.1.0"))
                .from(commit).wanting(true, true).counting(false).event();
        bus.tellAndAwait(other, "done");
        assertThat(repository.tags()).containsExactly("upm/1.1.0 " + commit);
        assertThat(bus.completed(other.run()).getFirst().releases().orElseThrow()).singleElement().satisfies(release -> {
            assertThat(release.failure().orElseThrow().code()).isEqualTo("TAG_TAKEN");
            assertThat(release.failure().orElseThrow().cause()).contains("com.studio.core");
            assertThat(release.tag()).isEmpty();
            assertThat(release.address()).isEmpty();
        });
        releases(1);
    }

    @ParameterizedTest
    @ValueSource(strings = { "tag", "release" })
    void takesForDoneWhatAKilledProcessCouldNotRecord(String kind) throws Exception {
        var commit = repository.head();
        var run = core().wanting(true, true).event();
        var key = kind + ":" + repository.name() + "#upm/1.1.0@" + commit;
        ledger.loseTheNextRecordOf(key);
        var event = bus.tell(run, 1);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(ledger.isLost(key)).isTrue());
        assertThat(repository.tags()).as("the world has it").containsExactly("upm/1.1.0 " + commit);
        assertThat(ledger.stateOf(key)).isEqualTo("attempting");

        ledger.endLeaseOf(event);
        bus.await(event, "done");

        assertThat(repository.tags()).containsExactly("upm/1.1.0 " + commit);
        assertThat(bus.completed(run.run())).singleElement().satisfies(told -> {
            assertThat(told.commit()).isPresent();
            assertThat(told.failure()).isEmpty();
            assertThat(told.releases().orElseThrow()).singleElement().satisfies(ReleaseRunsTest::isMade);
        });
        assertThat(ledger.stateOf(key)).isEqualTo("done");
        assertThat(ledger.attemptsOf(key)).as("it was looked for, not done again").isEqualTo(1);
        releases(1);
    }

    @Test
    void tellsTheChangelogThoughWorkersVanishedWithTheReleases() throws Exception {
        var run = core().wanting(true, true).event();
        var key = "release:" + repository.name() + "#upm/1.1.0@" + repository.head();
        ledger.loseTheNextRecordOf(key);
        var event = bus.tell(run, 1);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(ledger.isLost(key)).isTrue());

        ledger.useUpAttemptsOf(event);
        bus.await(event, "dead");

        assertThat(bus.completed(run.run())).singleElement().satisfies(told -> {
            assertThat(told.commit()).contains(CommitId.of(repository.head()));
            assertThat(told.failure()).isEmpty();
            assertThat(told.releases().orElseThrow()).singleElement().satisfies(
                    release -> assertThat(release.failure().orElseThrow().code()).isEqualTo("ATTEMPTS_EXHAUSTED"));
        });
    }

    private PublishedRun core() {
        return PublishedRun.of(repository, published(CORE, "com.studio.core", Optional.of("1.0.0"), "1.1.0"));
    }

    private static PackageReport published(String folder, String name, Optional<String> before, String version) {
        return PublishedRun.report(PackageOutcome.PUBLISHED, folder, name, before, version);
    }

    private static void isMade(Release release) {
        assertThat(release.failure()).isEmpty();
        assertThat(release.tag()).contains("upm/1.1.0");
        assertThat(release.address()).isPresent();
    }

    private void releases(int count) {
        given().header("Authorization", "Bearer t").get(standIns + "/repos/" + repository.name() + "/releases").then()
                .body("", hasSize(count));
    }
}
