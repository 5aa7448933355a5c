package io.upmpublisher.publisher.run;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.upmpublisher.events.Fault;
import io.upmpublisher.events.ProbeRequested;
import io.upmpublisher.events.RepositoryChanged;
import io.upmpublisher.events.RepositoryChanged.Change;
import io.upmpublisher.events.RepositoryMode;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.events.RepositoryProbed;
import io.upmpublisher.events.RepositoryProbed.Branch;
import io.upmpublisher.events.RepositoryProbed.Decision;
import io.upmpublisher.events.RepositoryProbed.Search;
import io.upmpublisher.events.RepositorySettings;
import io.upmpublisher.events.RepositoryStatus;
import io.upmpublisher.events.UserName;
import io.upmpublisher.publisher.run.PublisherTestResource.Outside;
import io.upmpublisher.testing.UnityRepository;

@QuarkusTest
@QuarkusTestResource(PublisherTestResource.class)
class ProbeTest {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @Inject
    Pipeline pipeline;

    Outside outside;

    private final String id = UUID.randomUUID().toString().substring(0, 8);
    private final String scope = "com.studio.q" + id;
    private final RepositoryName name = RepositoryName.parse("Studio/probe-" + id);

    @Test
    void looksAtARepositoryThatIsRegistered() {
        var commit = repository().withPackage("A", scope + ".a", "1.0.0", Map.of())
                .withPackage("B", scope + ".b", "1.0", Map.of())
                .file(".github/workflows/tell.yml", "run: gh api repos/studio/publisher/dispatches").commit("Add two");

        tell(Change.REGISTERED, settings(RepositoryStatus.PENDING, "default", "master", "main"));

        var probed = probes(1).getFirst();
        assertThat(probed.wasRead()).isTrue();
        assertThat(probed.defaultBranch()).contains("main");
        assertThat(probed.branches()).containsExactly(new Branch("master", false), new Branch("main", true));
        assertThat(probed.commit()).hasToString("Optional[" + commit + "]");
        assertThat(probed.dispatcher()).contains(true);
        var plan = probed.plan().orElseThrow();
        assertThat(List.of(plan.publish(), plan.fail(), plan.all())).containsExactly(1, 1, 2);
        assertThat(plan.packages()).extracting(RepositoryProbed.Package::decision).containsExactly(Decision.PUBLISH,
                Decision.FAIL);
        assertThat(plan.packages().getFirst().name()).hasToString("Optional[" + scope + ".a]");
        assertThat(probed.findings()).extracting(Fault::code).containsExactly("PACKAGES_WOULD_FAIL");
        var registry = probed.registry().orElseThrow();
        assertThat(registry.fault()).isEmpty();
        assertThat(registry.user()).isPresent();
        assertThat(registry.search()).isEqualTo(Search.SEARCH);
        assertThat(outside.registry().taken(scope)).isEmpty();
    }

    @Test
    void looksAgainUntilItCanBeRead() {
        tell(Change.REGISTERED, settings(RepositoryStatus.PENDING, "default", "main"));
        assertThat(probes(2)).allSatisfy(
                probed -> assertThat(probed.fault().map(Fault::code)).contains("REPOSITORY_NOT_FOUND"));

        var repository = repository();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(last().fault().map(Fault::code))
                .contains("PUBLISHING_BRANCH_MISSING"));
        repository.file("README.md", "Empty").commit("Add nothing");

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(last().wasRead()).isTrue());
        assertThat(last().findings()).extracting(Fault::code).containsExactly("NO_PACKAGES_FOUND");
        assertThat(last().dispatcher()).contains(false);
    }

    @Test
    void tellsWhatStandsAgainstPublishing() {
        repository().withPackage("A", scope, "1.0.0", Map.of()).commit("Add");

        tell(Change.REGISTERED, settings(RepositoryStatus.ACTIVE, "elsewhere", "main"));

        var probed = probes(1).getFirst();
        assertThat(probed.fault().map(Fault::code)).contains("REGISTRY_NOT_CONFIGURED");
        assertThat(probed.commit()).isPresent();
        assertThat(probed.plan()).isEmpty();
    }

    @Test
    void doesNotLookAgainAtWhatALookItselfChanged() {
        repository().withPackage("A", scope, "1.0.0", Map.of()).commit("Add");
        tell(Change.REGISTERED, settings(RepositoryStatus.PENDING, "default", "main"));
        probes(1);

        tell(Change.UPDATED, settings(RepositoryStatus.ACTIVE, "default", "main"));
        tell(Change.UPDATED, settings(RepositoryStatus.ACTIVE, "default", "main", "release/*"));

        assertThat(probes(2).get(1).settings().branches()).containsExactly("main", "release/*");
        assertThat(probes()).hasSize(2);
    }

    @Test
    void looksAtWhatIsAskedForAndNeverAtWhatIsRemoved() {
        repository().withPackage("A", scope, "1.0.0", Map.of()).commit("Add");
        var settings = settings(RepositoryStatus.DISABLED, "default", "main");

        pipeline.send(new ProbeRequested(name, settings, UserName.of("olaf")));
        assertThat(probes(1).getFirst().settings()).isEqualTo(settings);

        tell(Change.REMOVED, settings);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                pipeline.update("update probe set attempts = attempts where repository_key = ?", name.key())).isZero());
    }

    @Test
    void looksOnceAtWhatIsLeftOutWhenAskedFor() {
        repository().withPackage("A", scope, "1.0.0", Map.of()).commit("Add");

        ask(settings(RepositoryStatus.SKIP, "default", "main"));

        probes(1);
        await().atMost(PATIENCE).until(() -> !isToBeLookedAt());
    }

    @Test
    void doesNotBringARemovedRepositoryBackBecauseALookWasAskedForBefore() {
        repository().withPackage("A", scope, "1.0.0", Map.of()).commit("Add");
        var settings = settings(RepositoryStatus.ACTIVE, "default", "main");
        tell(Change.REGISTERED, settings);
        probes(1);
        tell(Change.REMOVED, settings);
        await().atMost(PATIENCE).until(() -> !isToBeLookedAt());

        pipeline.awaitDone(ask(settings));

        assertThat(isToBeLookedAt()).isFalse();
        assertThat(probes()).hasSize(1);
    }

    @Test
    void doesNotUndoSettingsThatWereChangedWhileALookWasAskedFor() {
        repository().withPackage("A", scope, "1.0.0", Map.of()).commit("Add");
        tell(Change.REGISTERED, settings(RepositoryStatus.ACTIVE, "default", "main", "release/*"));
        probes(1);

        ask(settings(RepositoryStatus.ACTIVE, "default", "main"));

        assertThat(probes(2).get(1).settings().branches()).containsExactly("main", "release/*");
    }

    @Test
    void answersAtOnceWhoAsksByHand() {
        repository().withPackage("A", scope, "1.0.0", Map.of()).commit("Add");

        ask("operator", "?repository=" + name).statusCode(200).body("readable", equalTo(true))
                .body("branches.name", contains("master", "main")).body("plan.publish", equalTo(1))
                .body("plan.packages.version", contains("1.0.0")).body("fault", nullValue())
                .body("registry.search", equalTo("search"));
        ask("operator", "?repository=" + name + "&branch=release/*&branch=next&registry=elsewhere").statusCode(200)
                .body("readable", equalTo(false)).body("fault.code", equalTo("PUBLISHING_BRANCH_MISSING"))
                .body("branches.name", hasItem("next"));
        ask("operator", "?repository=studio/none-" + id).statusCode(200)
                .body("fault.code", equalTo("REPOSITORY_NOT_FOUND"));
        ask("operator", "?repository=stranger/things").statusCode(422).body("type", equalTo("/problems/owner-not-trusted"));
        ask("operator", "").statusCode(422).body("errors[0].pointer", equalTo("/repository"));
        ask("viewer", "?repository=" + name).statusCode(403);
        assertThat(probes()).isEmpty();
    }

    private UnityRepository repository() {
        return UnityRepository.create(outside.gitRoot(), name.toString());
    }

    private Pipeline.Sent ask(RepositorySettings settings) {
        return pipeline.send(new ProbeRequested(name, settings, UserName.of("olaf")));
    }

    private boolean isToBeLookedAt() {
        return pipeline.update("update probe set attempts = attempts where repository_key = ?", name.key()) > 0;
    }

    private void tell(Change change, RepositorySettings settings) {
        pipeline.send(new RepositoryChanged(name, change, settings, UserName.of("olaf")));
    }

    private static RepositorySettings settings(RepositoryStatus status, String registry, String... branches) {
        return new RepositorySettings(status, RepositoryMode.PUBLISH, List.of(branches), registry, List.of(),
                Optional.empty(), Optional.empty(), Optional.empty(), 1);
    }

    private List<RepositoryProbed> probes(int atLeast) {
        return await().atMost(PATIENCE).until(this::probes, probes -> probes.size() >= atLeast);
    }

    private List<RepositoryProbed> probes() {
        return pipeline.told(RepositoryProbed.class, probed -> probed.repository().equals(name));
    }

    private RepositoryProbed last() {
        return probes().getLast();
    }

    private static ValidatableResponse ask(String role, String query) {
        return given().header("Authorization", "Bearer " + role + "-token-1234").get("/api/probe" + query).then();
    }
}
