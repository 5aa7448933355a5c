package io.upmpublisher.publisher.run;

import static io.upmpublisher.publisher.run.Pipeline.outcomes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.upmpublisher.events.AlarmRaised;
import io.upmpublisher.events.AlarmResolved;
import io.upmpublisher.events.PackageReport;
import io.upmpublisher.events.RunState;
import io.upmpublisher.publisher.run.PublisherTestResource.Outside;
import io.upmpublisher.testing.UnityRepository;

/** Runs that do not go as they should: registries that fail, messages that come again, workers that were killed. */
@QuarkusTest
@QuarkusTestResource(PublisherTestResource.class)
class RunFaultsTest {

    @Inject
    Pipeline pipeline;

    Outside outside;

    private final String id = UUID.randomUUID().toString().substring(0, 8);
    private final String scope = "com.studio.t" + id;
    private final String name = "studio/test-" + id;
    private UnityRepository repository;

    @BeforeEach
    void makeRepository() {
        repository = UnityRepository.create(outside.gitRoot(), name);
    }

    @Test
    void worksOffAMessageOnceHoweverOftenItComes() {
        var request = RequestBuilder.of(name, 1, repository.withPackage("A", scope, "1.0.0", Map.of()).commit("Add")).build();

        var message = pipeline.send(request);
        for (var again = 0; again < 4; again++) {
            pipeline.sendAgain(message);
        }
        pipeline.completed(request.run(), 1);
        pipeline.sendAgain(message);
        // What comes after it has passed the same queue.
        pipeline.run(RequestBuilder.of(name, 2, repository.head()).build());

        assertThat(pipeline.completions(request.run())).hasSize(1);
        assertThat(outside.registry().taken(scope)).hasSize(1);
    }

    @Test
    void worksRequestsOfARepositoryOffInTheirOrder() {
        var first = RequestBuilder.of(name, 1, repository.withPackage("A", scope, "1.0.0", Map.of()).commit("One")).build();
        var second = RequestBuilder.of(name, 2, repository.bump("A", "1.1.0").commit("Two")).build();

        pipeline.send(second);
        pipeline.send(first);

        assertThat(outcomes(pipeline.completed(second.run(), 1))).containsExactly("A/package.json: published PUBLISHED");
        assertThat(outcomes(pipeline.completed(first.run(), 1))).containsExactly("A/package.json: published PUBLISHED");
    }

    @Test
    void doesNotSendTwiceWhatWentThroughWithoutAnAnswer() {
        var fault = outside.registry().swallowingAnswersTo("PUT /" + scope);
        var commit = repository.withPackage("A", scope, "1.0.0", Map.of()).commit("Add");

        var completed = pipeline.run(RequestBuilder.of(name, 1, commit).build());

        outside.registry().remove(fault);
        assertThat(outcomes(completed)).containsExactly("A/package.json: published PUBLISHED");
        assertThat(outside.registry().taken(scope)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = { 500, 502, 504, 409 })
    void publishesOnceWhateverIsSaidOfWhatWentThrough(int status) {
        var fault = outside.registry().obeyingBut("PUT /" + scope, status);
        var commit = repository.withPackage("A", scope, "1.0.0", Map.of()).commit("Add");

        var completed = pipeline.run(RequestBuilder.of(name, 1, commit).build());

        outside.registry().remove(fault);
        assertThat(outcomes(completed)).containsExactly("A/package.json: published PUBLISHED");
        assertThat(outside.registry().taken(scope)).hasSize(1);
        assertThat(fault.hits()).hasValue(1);
    }

    @Test
    void removesNoTarballOnceAnotherRequestHasTakenTheVersionOver() {
        var tarball = "/" + scope + "/-/" + scope + "-1.0.0.tgz";
        var commit = repository.withPackage("A", scope, "1.0.0", Map.of()).commit("Add");
        var faults = List.of(outside.registry().failingFirst(1, "PUT /" + scope, 409),
                outside.registry().meanwhile("GET " + tarball, () -> pipeline.update("""
                        update effect set event_id = ?, held_until = clock_timestamp() where effect_key = ?
                        """, UUID.randomUUID(), "publish:default/" + scope + "@1.0.0"), 200),
                outside.registry().failing("DELETE " + tarball + "/-rev/1-x", 500));

        var completed = pipeline.run(RequestBuilder.of(name, 1, commit).build());

        faults.forEach(outside.registry()::remove);
        assertThat(faults).extracting(fault -> fault.hits().get()).containsExactly(1, 1, 0);
        assertThat(outcomes(completed)).containsExactly("A/package.json: published PUBLISHED");
    }

    @Test
    void tellsWhatIsDoneAndLeavesTheRestToAReplay() {
        var fault = outside.registry().failing("PUT /" + scope + ".core", 503);
        var commit = repository.withPackage("A", scope + ".ui", "1.0.0", Map.of(scope + ".core", "1.0.0"))
                .withPackage("B", scope + ".core", "1.0.0", Map.of()).withPackage("C", scope + ".free", "1.0.0", Map.of())
                .commit("Add");
        var request = RequestBuilder.of(name, 1, commit).build();

        var first = pipeline.run(request);
        var letter = pipeline.deadLetter(request.run());
        outside.registry().remove(fault);
        pipeline.replay(letter);
        var second = pipeline.completed(request.run(), 2);

        assertThat(first.state()).isEqualTo(RunState.PARTLY);
        assertThat(outcomes(first)).containsExactly("A/package.json: held DEPENDENCY_FAILED",
                "B/package.json: failed PUBLISH_UNCERTAIN", "C/package.json: published PUBLISHED");
        assertThat(letter.attempts()).isEqualTo(4);
        assertThat(second.state()).isEqualTo(RunState.PUBLISHED);
        assertThat(outcomes(second)).containsExactly("A/package.json: published PUBLISHED",
                "B/package.json: published PUBLISHED");
        assertThat(outside.registry().taken(scope)).containsExactly(scope + ".free", scope + ".core", scope + ".ui");
    }

    @Test
    void tellsTheEndOfARunWhoseWorkersVanishedInEveryAttemptAndPublishesItByAReplay() {
        var first = RequestBuilder.of(name, 1, repository.withPackage("A", scope, "1.0.0", Map.of()).commit("One")).build();
        var second = RequestBuilder.of(name, 2, repository.bump("A", "1.1.0").commit("Two")).build();
        // It waits for the first, which has not come: time to use its attempts up.
        var waiting = pipeline.send(second);
        await().until(() -> pipeline.update("update inbox_entry set attempts = 1000 where event_id = ?", waiting.id()) == 1);

        pipeline.send(first);

        var ended = pipeline.completed(second.run(), 1);
        assertThat(ended.state()).isEqualTo(RunState.FAILED);
        assertThat(ended.failure()).hasValueSatisfying(fault -> assertThat(fault.code()).isEqualTo("ATTEMPTS_EXHAUSTED"));
        pipeline.replay(pipeline.deadLetter(second.run()));
        assertThat(outcomes(pipeline.completed(second.run(), 2))).containsExactly("A/package.json: published PUBLISHED");
    }

    @Test
    void doesNotPublishAnOldVersionByAReplayAfterANewerOne() {
        var fault = outside.registry().failing("PUT /" + scope, 503);
        var request = RequestBuilder.of(name, 1, repository.withPackage("A", scope, "1.0.0", Map.of()).commit("One")).build();
        pipeline.run(request);
        var letter = pipeline.deadLetter(request.run());
        outside.registry().remove(fault);
        pipeline.run(RequestBuilder.of(name, 2, repository.bump("A", "1.1.0").commit("Two")).build());

        pipeline.replay(letter);

        assertThat(outcomes(pipeline.completed(request.run(), 2))).containsExactly("A/package.json: failed VERSION_ROLLBACK");
        assertThat(outside.registry().taken(scope)).hasSize(1);
    }

    @Test
    void holdsWhatDependsOnAPackageThatAnEarlierAttemptRefused() {
        var commit = repository.withPackage("A", scope + ".ui", "1.0.0", Map.of(scope + ".core", "1.0.0"))
                .withPackage("B", scope + ".core", "one", Map.of()).commit("Add");
        // As often as one attempt asks.
        var fault = outside.registry().failingFirst(5, "GET /-/whoami", 503);

        var completed = pipeline.run(RequestBuilder.of(name, 1, commit).build());

        outside.registry().remove(fault);
        assertThat(fault.hits()).hasValue(5);
        assertThat(outcomes(completed)).containsExactly("A/package.json: held DEPENDENCY_FAILED",
                "B/package.json: failed VERSION_INVALID");
    }

    @Test
    void waitsWhileTheTokenIsRefusedAndAlarmsOnce() {
        var fault = outside.registry().refusingTheToken();
        var alarmsBefore = alarms();
        var resolvedBefore = resolved();
        var request = RequestBuilder.of(name, 1, repository.withPackage("A", scope, "1.0.0", Map.of()).commit("Add")).build();
        try {
            pipeline.send(request);
            await().atMost(Duration.ofSeconds(20)).until(() -> alarms() == alarmsBefore + 1);
            // More looks than an event has attempts.
            await().atMost(Duration.ofSeconds(20)).until(() -> fault.hits().get() > 6);
        } finally {
            outside.registry().remove(fault);
        }

        assertThat(outcomes(pipeline.completed(request.run(), 1))).containsExactly("A/package.json: published PUBLISHED");
        assertThat(alarms()).isEqualTo(alarmsBefore + 1);
        assertThat(resolved()).isEqualTo(resolvedBefore + 1);
    }

    @Test
    void isNotStoppedByAWarningOnceAKilledAttemptHasPublished() {
        var commit = repository.withPackage("A", scope, "1.0.0", Map.of(scope + ".gone", "1.0.0")).commit("Add");
        pipeline.run(RequestBuilder.of(name, 1, commit).build());
        var request = RequestBuilder.of(name, 2, commit).stoppingOn("DEPENDENCY_NOT_FOUND").build();
        var message = pipeline.prepare(request);
        pipeline.update("""
                update effect set state = 'attempting', event_id = ?, fence = -1, attempts = 1, evidence = null,
                       attempt_ends_at = clock_timestamp() where effect_key = ?
                """, message.id(), "publish:default/" + scope + "@1.0.0");

        pipeline.sendAgain(message);

        var completed = pipeline.completed(request.run(), 1);
        assertThat(outcomes(completed)).containsExactly("A/package.json: published PUBLISHED");
        assertThat(completed.packages().getFirst().warnings()).extracting(PackageReport.Warning::code)
                .contains("DEPENDENCY_NOT_FOUND");
    }

    @Test
    void takesForItsOwnWhatAKilledAttemptPublished() {
        var commit = repository.withPackage("A", scope, "1.0.0", Map.of()).commit("Add");
        pipeline.run(RequestBuilder.of(name, 1, commit).build());
        var request = RequestBuilder.of(name, 2, commit).build();
        var gate = RequestBuilder.of(name, 3, commit).build();
        // As the worker left it that was killed between the registry's answer and its own record.
        var message = pipeline.prepare(request);
        pipeline.update("""
                update effect set state = 'attempting', event_id = ?, fence = -1, attempts = 1, evidence = null,
                       attempt_ends_at = clock_timestamp() where effect_key = ?
                """, message.id(), "publish:default/" + scope + "@1.0.0");

        pipeline.sendAgain(message);

        var completed = pipeline.completed(request.run(), 1);
        assertThat(outcomes(completed)).containsExactly("A/package.json: published PUBLISHED");
        assertThat(completed.packages().getFirst().oldVersion()).isEmpty();
        assertThat(outside.registry().taken(scope)).hasSize(1);
        assertThat(outcomes(pipeline.run(gate))).containsExactly("A/package.json: skipped VERSION_EXISTS");
    }

    @Test
    void givesUpAtOnceOnARegistryThatNobodyConfigured() {
        var request = RequestBuilder.of(name, 1, repository.withPackage("A", scope, "1.0.0", Map.of()).commit("Add"))
                .to("elsewhere").build();

        assertThat(outcomes(pipeline.run(request))).containsExactly("A/package.json: failed REGISTRY_NOT_CONFIGURED");
        assertThat(pipeline.deadLetter(request.run()).attempts()).isEqualTo(1);
    }

    @Test
    void goesOnWithTheCommitThatABranchPointedToAtFirst() {
        var fault = outside.registry().failing("PUT /" + scope, 503);
        var first = repository.withPackage("A", scope, "1.0.0", Map.of()).commit("One");
        var request = RequestBuilder.of(name, 1, "main").build();
        pipeline.run(request);
        var letter = pipeline.deadLetter(request.run());
        repository.bump("A", "2.0.0").commit("Two");
        outside.registry().remove(fault);

        pipeline.replay(letter);

        var completed = pipeline.completed(request.run(), 2);
        assertThat(completed.commit().value()).isEqualTo(first);
        assertThat(completed.packages().getFirst().version()).hasValueSatisfying(
                version -> assertThat(version).hasToString("1.0.0"));
    }

    private int alarms() {
        return pipeline.told(AlarmRaised.class, alarm -> alarm.code().equals("REGISTRY_CREDENTIAL_REFUSED")).size();
    }

    private int resolved() {
        return pipeline.told(AlarmResolved.class, alarm -> alarm.code().equals("REGISTRY_CREDENTIAL_REFUSED")).size();
    }
}
