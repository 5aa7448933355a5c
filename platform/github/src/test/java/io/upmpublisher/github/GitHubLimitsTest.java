package io.upmpublisher.github;

import static io.upmpublisher.github.FakeGitHub.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.upmpublisher.testing.SettableClock;

class GitHubLimitsTest {

    private static final As STUDIO = As.owner("studio");
    private static final String SECONDARY = "{\"message\":\"You have exceeded a secondary rate limit.\"}";

    private final FakeGitHub gitHub = new FakeGitHub();
    private final SettableClock clock = new SettableClock(Instant.parse("2026-05-04T10:00:00Z"));
    private final GitHubApi api = new GitHubApi(gitHub.connection(clock), new PersonalToken("ghp_secret"));

    @AfterEach
    void close() {
        gitHub.close();
    }

    @Test
    void waitsAsLongAsGitHubSays() throws Exception {
        gitHub.on("GET /a", answer(429, "{}").with("Retry-After", "90").with("X-RateLimit-Remaining", "0")
                .with("X-RateLimit-Reset", "1"));

        assertThat(limited("/a").pause()).isEqualTo(Duration.ofSeconds(90));
        gitHub.on("GET /a", answer(200, "{}"));
        clock.pass(Duration.ofSeconds(89));
        assertThat(limited("/a").pause()).isEqualTo(Duration.ofSeconds(1));
        assertThat(gitHub.asked()).hasSize(1);

        clock.pass(Duration.ofSeconds(1));
        assertThat(api.get(STUDIO, "/a").isSuccess()).isTrue();
    }

    @Test
    void waitsForTheResetOfWhatIsUsedUp() {
        // By the other side's clock, which is years from the one here.
        gitHub.on("GET /a", _ -> answer(403, "{}").with("X-RateLimit-Remaining", "0")
                .with("X-RateLimit-Reset", Long.toString(Instant.now().plusSeconds(600).getEpochSecond())));

        assertThat(limited("/a").pause()).isBetween(Duration.ofSeconds(590), Duration.ofSeconds(602));
    }

    @Test
    void waitsLongerEachTimeThatGitHubDoesNotSayHowLong() throws Exception {
        gitHub.on("GET /a", answer(403, SECONDARY).with("X-RateLimit-Remaining", "4000").with("X-RateLimit-Reset", "1"));

        assertThat(limited("/a").pause()).isEqualTo(Duration.ofMinutes(1));
        clock.pass(Duration.ofMinutes(1));
        assertThat(limited("/a").pause()).isEqualTo(Duration.ofMinutes(2));
        clock.pass(Duration.ofMinutes(2));
        assertThat(limited("/a").pause()).isEqualTo(Duration.ofMinutes(4));
        clock.pass(Duration.ofMinutes(4));
        gitHub.on("GET /b", answer(200, "{}"));
        api.get(STUDIO, "/b");
        assertThat(limited("/a").pause()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void tellsHowMuchIsLeft() throws Exception {
        // By the other side's clock, which is years from the one here.
        gitHub.on("GET /a", _ -> answer(404, "{}").with("X-RateLimit-Limit", "5000").with("X-RateLimit-Remaining", "1600")
                .with("X-RateLimit-Reset", Long.toString(Instant.now().plusSeconds(600).getEpochSecond())));

        var quota = api.get(STUDIO, "/a").quota().orElseThrow();

        assertThat(quota.limit()).isEqualTo(5_000);
        assertThat(quota.remaining()).isEqualTo(1_600);
        assertThat(quota.untilReset()).isBetween(Duration.ofSeconds(590), Duration.ofSeconds(602));
        assertThat(quota.isBelow(33)).isTrue();
        assertThat(quota.isBelow(32)).isFalse();
    }

    @Test
    void believesNoSenselessReset() throws Exception {
        gitHub.on("GET /a", answer(200, "{}").with("X-RateLimit-Limit", "5000").with("X-RateLimit-Remaining", "0"));
        assertThat(api.get(STUDIO, "/a").quota()).isEmpty();

        gitHub.on("GET /a", quota("5000", "7", "1"));
        assertThat(api.get(STUDIO, "/a").quota()).contains(new Quota(5_000, 7, Duration.ofSeconds(1)));

        gitHub.on("GET /a", quota("5000", "7", "999999999999"));
        assertThat(api.get(STUDIO, "/a").quota()).contains(new Quota(5_000, 7, Duration.ofHours(24)));

        gitHub.on("GET /a", quota("5000", "-1", "1"));
        assertThat(api.get(STUDIO, "/a").quota()).isEmpty();
    }

    @Test
    void takesARefusalForNoLimit() throws Exception {
        gitHub.on("GET /a", answer(403, "{\"message\":\"Resource not accessible by integration\"}")
                .with("X-RateLimit-Remaining", "4000"));

        assertThat(api.get(STUDIO, "/a").status()).isEqualTo(403);
        assertThat(api.get(STUDIO, "/a").status()).isEqualTo(403);
    }

    @Test
    void stopsOneCredentialOnly() throws Exception {
        var connection = gitHub.connection(clock);
        var personal = new GitHubApi(connection, new PersonalToken("ghp_secret"));
        var nobody = new GitHubApi(connection, GitHubCredentials.none());
        gitHub.on("GET /a", answer(429, "{}")).on("GET /b", answer(200, "{}"));

        catchThrowableOfType(GitHubLimitedException.class, () -> personal.get(STUDIO, "/a"));

        assertThat(nobody.get(STUDIO, "/b").isSuccess()).isTrue();
        assertThat(catchThrowableOfType(GitHubLimitedException.class, () -> personal.get(As.owner("other"), "/b"))).isNotNull();
    }

    @Test
    void asksForTenThingsAtOnce() throws Exception {
        var underWay = new AtomicInteger();
        var most = new AtomicInteger();
        var end = new CountDownLatch(1);
        gitHub.on("GET /a", _ -> {
            most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            end.await();
            underWay.decrementAndGet();
            return answer(200, "{}");
        });
        var threads = IntStream.range(0, 14).mapToObj(_ -> Thread.ofVirtual().start(() -> {
            try {
                api.get(STUDIO, "/a");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        })).toList();

        await().until(() -> underWay.get() == 10);
        await().until(() -> threads.stream().allMatch(thread -> thread.getState() == Thread.State.TIMED_WAITING));
        end.countDown();
        for (var thread : threads) {
            thread.join();
        }

        assertThat(most).hasValue(10);
        assertThat(gitHub.asked("GET /a")).isEqualTo(14);
    }

    private static FakeGitHub.Answer quota(String limit, String remaining, String reset) {
        return answer(200, "{}").with("X-RateLimit-Limit", limit).with("X-RateLimit-Remaining", remaining)
                .with("X-RateLimit-Reset", reset);
    }

    private GitHubLimitedException limited(String path) {
        return catchThrowableOfType(GitHubLimitedException.class, () -> api.get(STUDIO, path));
    }
}
