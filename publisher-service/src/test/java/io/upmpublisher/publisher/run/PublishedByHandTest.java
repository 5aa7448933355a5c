package io.upmpublisher.publisher.run;

import static io.upmpublisher.publisher.run.Pipeline.outcomes;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.upmpublisher.events.AlarmRaised;
import io.upmpublisher.events.PackageReport;
import io.upmpublisher.publisher.run.PublisherTestResource.Outside;
import io.upmpublisher.testing.UnityRepository;

/** Versions that somebody published with npm: the same files as ours, compressed to other bytes. */
@QuarkusTest
@QuarkusTestResource(PublisherTestResource.class)
class PublishedByHandTest {

    @Inject
    Pipeline pipeline;

    Outside outside;

    @TempDir
    Path folder;

    private final String id = UUID.randomUUID().toString().substring(0, 8);
    private final String scope = "com.studio.t" + id;
    private final String name = "studio/test-" + id;
    private UnityRepository repository;

    @BeforeEach
    void makeRepository() {
        repository = UnityRepository.create(outside.gitRoot(), name);
    }

    @Test
    void isSkippedWhenAnotherCommitWithTheSameFilesSetsTheVersion() throws Exception {
        repository.withPackage("A", scope, "1.0.0", Map.of()).commit("Add");
        publishWithNpm();
        var between = repository.bump("A", "0.9.0").commit("Go back");
        var again = repository.bump("A", "1.0.0").commit("Set it again");

        var completed = pipeline.run(RequestBuilder.of(name, 1, again).after(between).build());

        assertThat(outcomes(completed)).containsExactly("A/package.json: skipped VERSION_EXISTS");
        assertThat(alarms()).isEmpty();
    }

    @Test
    void isOtherContentWhenAFileDiffers() throws Exception {
        repository.withPackage("A", scope, "1.0.0", Map.of()).commit("Add");
        publishWithNpm();
        var between = repository.bump("A", "0.9.0").commit("Go back");
        var again = repository.bump("A", "1.0.0").asset("A/LICENSE.md", "MIT\n").commit("Set it again");

        var completed = pipeline.run(RequestBuilder.of(name, 1, again).after(between).build());

        assertThat(outcomes(completed)).containsExactly("A/package.json: failed VERSION_EXISTS_OTHER_CONTENT");
        assertThat(completed.packages().getFirst().cause()).contains("it does not have LICENSE.md");
        assertThat(alarms()).singleElement().satisfies(
                alarm -> assertThat(alarm.code()).isEqualTo("VERSION_EXISTS_OTHER_CONTENT"));
    }

    @Test
    void isTakenForOursAfterAnAttemptOfTheVeryRequestWasKilled() throws Exception {
        var commit = repository.withPackage("A", scope, "1.0.0", Map.of()).commit("Add");
        publishWithNpm();

        var report = afterKill(commit);

        assertThat(report).returns("A/package.json: published PUBLISHED", Pipeline::outcome);
        assertThat(report.integrity()).hasValue(new Npm(folder).run(folder, "view", scope + "@1.0.0", "dist.integrity"));
        assertThat(outside.registry().taken(scope)).isEmpty();
        assertThat(outcomes(pipeline.run(RequestBuilder.of(name, 2, commit).build())))
                .containsExactly("A/package.json: skipped VERSION_EXISTS");
        assertThat(alarms()).isEmpty();
    }

    @Test
    void isNotTakenForOursAfterAKillIfItIsNot() throws Exception {
        repository.withPackage("A", scope, "1.0.0", Map.of()).commit("Add");
        publishWithNpm();
        var commit = repository.asset("A/LICENSE.md", "MIT\n").commit("License it");

        assertThat(afterKill(commit)).returns("A/package.json: failed VERSION_EXISTS_OTHER_CONTENT", Pipeline::outcome);
        assertThat(alarms()).hasSize(1);
    }

    /** A run whose first attempt ended between sending and recording. */
    private PackageReport afterKill(String commit) {
        var request = RequestBuilder.of(name, 1, commit).build();
        var message = pipeline.prepare(request);
        pipeline.update("""
                insert into effect (effect_key, event_id, fence, held_until, state, attempts, attempt_ends_at)
                values (?, ?, -1, clock_timestamp(), 'attempting', 1, clock_timestamp())
                """, "publish:default/" + scope + "@1.0.0", message.id());
        pipeline.sendAgain(message);
        return pipeline.completed(request.run(), 1).packages().getFirst();
    }

    private List<AlarmRaised> alarms() {
        return pipeline.told(AlarmRaised.class, alarm -> alarm.about().contains(scope));
    }

    private void publishWithNpm() throws Exception {
        new Npm(folder).publish(repository, "A");
    }
}
