package io.upmpublisher.command.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.upmpublisher.command.github.GitHubAccess;
import io.upmpublisher.command.github.Pause;
import io.upmpublisher.command.settings.Settings;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.github.As;
import io.upmpublisher.github.GitHubApi;
import io.upmpublisher.testing.StandIns;

class RolloutTest {

    @Test
    void tellsOfAllEvenIfOneFailsUnexpectedly() throws InterruptedException {
        var odd = new RepositoryName("studio", "odd");
        var even = new RepositoryName("studio", "even");
        var told = new ArrayList<Outcome>();

        var outcomes = new Rollout(2, Pause.SLEEP, _ -> {
        }).perform(List.of(odd, even), repository -> {
            if (repository.equals(odd)) {
                throw new IllegalArgumentException("Illegal character");
            }
            return new Outcome.Done(repository, "done", true);
        }, told::add);

        assertThat(told).isEqualTo(outcomes).hasSize(2).contains(new Outcome.Done(even, "done", true))
                .anySatisfy(each -> {
                    assertThat(each).isInstanceOf(Outcome.Refused.class);
                    assertThat(each.repository()).isEqualTo(odd);
                    assertThat(each.text()).contains("Illegal character", "report it");
                });
    }

    @Test
    void waitsAsLongAsGitHubSaysAndThenGoesOn(@TempDir Path root) throws InterruptedException {
        try (var standIns = StandIns.start(0, root, URI.create("http://127.0.0.1:1"))) {
            standIns.gitHub().limits().refuse(1, Duration.ofMinutes(10));
            var api = api(standIns);
            var repository = new RepositoryName("studio", "game");
            var attempts = new AtomicInteger();
            var pauses = new ArrayList<Duration>();
            var told = new ArrayList<String>();

            var outcomes = new Rollout(1, pauses::add, told::add).perform(List.of(repository), each -> {
                if (attempts.incrementAndGet() == 1) {
                    api.get(As.ownerOf(each), "/repos/" + each);
                }
                return new Outcome.Done(each, "done", true);
            }, _ -> {
            });

            assertThat(outcomes).containsExactly(new Outcome.Done(repository, "done", true));
            assertThat(pauses).singleElement()
                    .satisfies(pause -> assertThat(pause).isBetween(Duration.ofMinutes(9), Duration.ofMinutes(11)));
            assertThat(told).singleElement().satisfies(line -> assertThat(line).startsWith("studio/game waits "));
        }
    }

    @Test
    void doesNotWaitForTheEndOfAnHour(@TempDir Path root) throws InterruptedException {
        try (var standIns = StandIns.start(0, root, URI.create("http://127.0.0.1:1"))) {
            standIns.gitHub().limits().refuse(1, Duration.ofMinutes(50));
            var api = api(standIns);
            var pauses = new ArrayList<Duration>();

            var outcomes = new Rollout(1, pauses::add, _ -> {
            }).perform(List.of(new RepositoryName("studio", "game")), each -> {
                api.get(As.ownerOf(each), "/repos/" + each);
                return new Outcome.Done(each, "done", true);
            }, _ -> {
            });

            assertThat(outcomes).singleElement().isInstanceOf(Outcome.Refused.class);
            assertThat(pauses).isEmpty();
        }
    }

    private static GitHubApi api(StandIns standIns) {
        return GitHubAccess.of(new Settings(Map.of("GITHUB_API_URL", standIns.url().toString(), "GH_PAT", "ghp_12345678")),
                Duration.ofSeconds(20)).rest();
    }
}
