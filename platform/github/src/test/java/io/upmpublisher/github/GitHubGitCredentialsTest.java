package io.upmpublisher.github;

import static io.upmpublisher.github.FakeGitHub.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.git.GitException;
import io.upmpublisher.git.GitFault;
import io.upmpublisher.git.RemoteRepository;
import io.upmpublisher.testing.SettableClock;

class GitHubGitCredentialsTest {

    private static final URI BASE = URI.create("https://github.com");
    private static final RemoteRepository GAME = RemoteRepository.under(BASE, RepositoryName.parse("studio/game"));
    private static final String FIND = "GET /orgs/studio/installation";
    private static final String OPEN = "POST /app/installations/42/access_tokens";

    private final FakeGitHub gitHub = new FakeGitHub();
    private final SettableClock clock = new SettableClock(Instant.parse("2026-05-04T10:00:00Z"));
    private final GitHubGitCredentials credentials = new GitHubGitCredentials(new AppCredentials(
            AppIdentity.of("1", AppKeys.pkcs8(AppKeys.pair(2048)), clock), gitHub.connection(clock)), BASE);

    @AfterEach
    void close() {
        gitHub.close();
    }

    @Test
    void givesTheTokenOfTheOwner() {
        installed();

        assertThat(credentials.tokenFor(GAME)).contains("ghs_first");
    }

    @Test
    void givesTheTokenToGitHubOnly() {
        installed();
        var elsewhere = RemoteRepository.under(URI.create("https://git.example"), GAME.name());

        assertThat(credentials.tokenFor(elsewhere)).isEmpty();
        assertThat(gitHub.asked()).isEmpty();
    }

    @Test
    void asksForAnotherTokenWhenGitRefusedOne() {
        installed();
        credentials.tokenFor(GAME);
        gitHub.on(OPEN, answer(201, "{\"token\":\"ghs_second\"}"));

        credentials.refused(GAME, "ghs_another");
        assertThat(credentials.tokenFor(GAME)).contains("ghs_first");
        credentials.refused(GAME, "ghs_first");
        assertThat(credentials.tokenFor(GAME)).contains("ghs_second");
    }

    @Test
    void goesWithoutATokenWhereTheAppIsNotInstalled() {
        assertThat(credentials.tokenFor(GAME)).isEmpty();
    }

    @Test
    void saysWhetherWaitingHelps() {
        installed();
        gitHub.on(OPEN, answer(502, ""));
        assertThat(fault()).isEqualTo(GitFault.REPOSITORY_UNREACHABLE);
        gitHub.on(OPEN, answer(403, "{\"message\":\"This installation has been suspended\"}"));
        assertThat(fault()).isEqualTo(GitFault.REPOSITORY_ACCESS_DENIED);
        gitHub.on(FIND, answer(429, "{}").with("Retry-After", "5"));
        assertThat(fault()).isEqualTo(GitFault.REPOSITORY_UNREACHABLE);
    }

    @Test
    void saysHowLongGitHubWantsToBeLeftAlone() {
        gitHub.on(FIND, answer(429, "{}").with("Retry-After", "5"));
        var limited = catchThrowableOfType(GitException.class, () -> credentials.tokenFor(GAME));
        assertThat(limited.retryAfter()).hasValueSatisfying(pause -> assertThat(pause).isPositive());
    }

    private GitFault fault() {
        return catchThrowableOfType(GitException.class, () -> credentials.tokenFor(GAME)).fault();
    }

    private void installed() {
        gitHub.on(FIND, answer(200, "{\"id\":42}")).on(OPEN, answer(201, "{\"token\":\"ghs_first\",\"expires_at\":\""
                + clock.instant().plus(Duration.ofHours(1)) + "\"}"));
    }
}
