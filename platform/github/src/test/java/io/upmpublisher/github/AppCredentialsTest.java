package io.upmpublisher.github;

import static io.upmpublisher.github.FakeGitHub.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import io.upmpublisher.testing.SettableClock;

class AppCredentialsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final KeyPair KEYS = AppKeys.pair(2048);
    private static final As STUDIO = As.owner("Studio");
    private static final String FIND = "GET /orgs/Studio/installation";
    private static final String FIND_USER = "GET /users/Studio/installation";
    private static final String OPEN = "POST /app/installations/42/access_tokens";

    private final FakeGitHub gitHub = new FakeGitHub();
    private final SettableClock clock = new SettableClock(Instant.parse("2026-05-04T10:00:00Z"));
    private final GitHubConnection connection = gitHub.connection(clock);
    private final AppCredentials credentials = new AppCredentials(
            AppIdentity.of("Iv23app", AppKeys.pkcs1(KEYS), clock), connection);
    private final GitHubApi api = new GitHubApi(connection, credentials);
    private final AtomicInteger tokens = new AtomicInteger();

    @AfterEach
    void close() {
        gitHub.close();
    }

    @Test
    void provesByItsKeyToBeTheApp() throws Exception {
        gitHub.on("GET /app", answer(200, "{}"));

        api.get(As.app(), "/app");

        var jwt = gitHub.last().header("Authorization").orElseThrow().replace("Bearer ", "");
        var parts = jwt.split("\\.");
        var claims = JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
        assertThat(JSON.readTree(Base64.getUrlDecoder().decode(parts[0])).path("alg").asText()).isEqualTo("RS256");
        assertThat(claims.path("iss").asText()).isEqualTo("Iv23app");
        assertThat(claims.path("iat").asLong()).isEqualTo(clock.instant().minusSeconds(60).getEpochSecond());
        assertThat(claims.path("exp").asLong()).isBetween(clock.instant().plusSeconds(480).getEpochSecond(),
                clock.instant().plusSeconds(600).getEpochSecond() - 1);
        var signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(KEYS.getPublic());
        signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        assertThat(signature.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
    }

    @Test
    void keepsTheTokenOfAnOwnerUntilFiveMinutesBeforeItsEnd() throws Exception {
        installed();

        api.get(STUDIO, "/a");
        assertThat(gitHub.last().header("Authorization")).contains("Bearer ghs_42_1.with.another-form");
        clock.pass(Duration.ofMinutes(54));
        api.get(As.owner("studio"), "/a");
        assertThat(gitHub.last().header("Authorization")).contains("Bearer ghs_42_1.with.another-form");
        clock.pass(Duration.ofMinutes(1));
        api.get(STUDIO, "/a");

        assertThat(gitHub.last().header("Authorization")).contains("Bearer ghs_42_2.with.another-form");
        assertThat(credentials.tokenFor("Studio")).contains("ghs_42_2.with.another-form");
    }

    @Test
    void asksOnceHoweverManyWantTheToken() throws Exception {
        installed();
        var asked = new CountDownLatch(1);
        var everybodyIsThere = new CountDownLatch(1);
        gitHub.on(FIND, _ -> {
            asked.countDown();
            everybodyIsThere.await();
            return answer(200, "{\"id\":42}");
        });
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var wanted = IntStream.range(0, 30).mapToObj(_ -> threads.submit(() -> credentials.forOwner("Studio"))).toList();
            asked.await();
            everybodyIsThere.countDown();
            var got = new HashSet<Credential>();
            for (Future<Credential> one : wanted) {
                got.add(one.get());
            }

            assertThat(got).hasSize(1);
        }
        assertThat(gitHub.asked(OPEN)).isEqualTo(1);
    }

    @Test
    void asksAgainWhenWhoeverAskedWasInterrupted() throws Exception {
        installed();
        var asked = new CountDownLatch(1);
        var never = new CountDownLatch(1);
        gitHub.on(FIND, _ -> {
            if (gitHub.asked(FIND) == 1) {
                asked.countDown();
                never.await();
            }
            return answer(200, "{\"id\":42}");
        });
        var first = Thread.ofVirtual().start(new FutureTask<>(() -> credentials.forOwner("Studio")));
        asked.await();
        var second = new FutureTask<>(() -> credentials.forOwner("Studio"));
        var waiting = Thread.ofVirtual().start(second);
        await().until(() -> waiting.getState() == Thread.State.WAITING);

        first.interrupt();

        assertThat(second.get().token()).isPresent();
        never.countDown();
    }

    @Test
    void takesANewTokenWhenGitHubRefusesTheOldOne() throws Exception {
        installed();
        gitHub.on("POST /a", asked -> asked.header("Authorization").orElseThrow().contains("_1.") ? answer(401, "{}")
                : answer(201, "{}"));

        assertThat(api.post(STUDIO, "/a", JsonNodeFactory.instance.objectNode()).status()).isEqualTo(201);
        assertThat(gitHub.asked("POST /a")).isEqualTo(2);
        assertThat(gitHub.asked(OPEN)).isEqualTo(2);
    }

    @Test
    void triesOneNewTokenOnly() throws Exception {
        installed();
        gitHub.on("GET /a", answer(401, "{\"message\":\"Bad credentials\"}"));

        assertThatThrownBy(() -> api.get(STUDIO, "/a")).isInstanceOf(GitHubRefusedException.class);
        assertThat(gitHub.asked("GET /a")).isEqualTo(2);
    }

    @Test
    void findsTheInstallationOfAUser() throws Exception {
        installed();
        gitHub.on(FIND, answer(404, "{}")).on(FIND_USER, answer(200, "{\"id\":42}"));

        assertThat(api.get(STUDIO, "/a").isSuccess()).isTrue();
    }

    @Test
    void saysWhereItIsNotInstalledAndLooksAgainAfterAMinute() throws Exception {
        var missing = catchThrowableOfType(AppNotInstalledException.class, () -> api.get(STUDIO, "/a"));
        assertThat(missing.owner()).isEqualTo("Studio");
        assertThatThrownBy(() -> credentials.tokenFor("studio")).isInstanceOf(AppNotInstalledException.class);
        assertThat(gitHub.asked()).extracting(FakeGitHub.Asked::request).containsExactly(FIND, FIND_USER);

        installed();
        clock.pass(Duration.ofMinutes(1));
        assertThat(api.get(STUDIO, "/a").isSuccess()).isTrue();
    }

    @Test
    void saysThatAnInstallationIsSuspended() {
        installed();
        gitHub.on(OPEN, answer(403, "{\"message\":\"This installation has been suspended\"}"));

        assertThatThrownBy(() -> api.get(STUDIO, "/a")).isInstanceOf(GitHubRefusedException.class)
                .hasMessageContaining("suspended");
    }

    @Test
    void saysThatNothingHappenedWhenNoTokenCouldBeHad() {
        installed();
        gitHub.on(OPEN, answer(201, "{").cutOff());
        var write = catchThrowableOfType(GitHubUnreachableException.class, () -> api.post(STUDIO, "/a"));
        assertThat(write.mayHaveHappened()).isFalse();

        gitHub.on(OPEN, answer(502, ""));
        assertThatThrownBy(() -> api.get(STUDIO, "/a")).isInstanceOf(GitHubUnreachableException.class);
    }

    @Test
    void waitsAsTheAppToo() {
        gitHub.on(FIND, answer(429, "{}").with("Retry-After", "30"));

        assertThatThrownBy(() -> api.get(STUDIO, "/a")).isInstanceOf(GitHubLimitedException.class);
        assertThatThrownBy(() -> api.get(STUDIO, "/a")).isInstanceOf(GitHubLimitedException.class);
        assertThat(gitHub.asked()).hasSize(1);
    }

    @Test
    void usesATokenWithoutAnEndOnce() throws Exception {
        installed();
        gitHub.on(OPEN, answer(201, "{\"token\":\"ghs_x\"}"));

        api.get(STUDIO, "/a");
        api.get(STUDIO, "/a");

        assertThat(gitHub.asked(OPEN)).isEqualTo(2);
    }

    @Test
    void showsNoSecret() throws Exception {
        installed();

        assertThat(credentials.forOwner("Studio").toString() + credentials.forApp() + credentials + api)
                .doesNotContain("ghs_").doesNotContain("ey");
    }

    private void installed() {
        gitHub.on(FIND, answer(200, "{\"id\":42}"))
                .on(OPEN, _ -> answer(201, "{\"token\":\"ghs_42_" + tokens.incrementAndGet()
                        + ".with.another-form\",\"expires_at\":\"" + clock.instant().plus(Duration.ofHours(1)) + "\"}"))
                .on("GET /a", answer(200, "{}"));
    }
}
