package io.upmpublisher.changelog.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.upmpublisher.changelog.release.ReleaseEffect.Notes;
import io.upmpublisher.events.CommitId;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.github.ApiBase;
import io.upmpublisher.github.GitHubApi;
import io.upmpublisher.github.GitHubConnection;
import io.upmpublisher.github.PersonalToken;
import io.upmpublisher.messaging.effect.RemoteAction.Attempt;
import io.upmpublisher.messaging.effect.RemoteAction.Sighting;
import io.upmpublisher.messaging.inbox.RetryLater;
import io.upmpublisher.testing.StandIns;
import io.upmpublisher.testing.UnityRepository;

class ReleaseEffectTest {
    private static final String TAG = "@studio/core/1.1.0-rc.1";
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(1_770_000_000), ZoneOffset.UTC);
    private static final URI HOST = URI.create("http://127.0.0.1:1");
    private static final String PAGE = HOST + "/studio/sample/releases/tag/" + TAG;

    @TempDir
    Path folder;

    private StandIns standIns;
    private CommitId commit;

    @BeforeEach
    void start() {
        var repository = UnityRepository.create(folder, "studio/sample").file("a", "a");
        commit = CommitId.of(repository.commit("Add a"));
        repository.tag(TAG, commit.value());
        standIns = StandIns.start(0, folder, HOST);
    }

    @AfterEach
    void stop() {
        standIns.close();
    }

    @Test
    void makesAReleaseThatSaysWhatTheChangelogSays() throws Exception {
        assertThat(effect("t0k").lookUp()).isEqualTo(new Sighting.Absent());
        assertThat(effect("t0k").act()).isEqualTo(new Attempt.Done(PAGE));
        assertThat(standIns.served().getLast().body()).contains("\"tag_name\":\"" + TAG + "\"",
                "\"target_commitish\":\"" + commit + "\"", "\"name\":\"@studio/core 1.1.0-rc.1\"", "### Added",
                "\"prerelease\":true",
                "\"make_latest\":\"legacy\"");
    }

    @Test
    void knowsItsReleaseAgainAfterAKill() throws Exception {
        effect("t0k").act();
        assertThat(effect("t0k").lookUp()).isEqualTo(new Sighting.Present(PAGE));
        assertThat(effect("t0k").act()).as("GitHub says that it exists already").isEqualTo(new Attempt.Done(PAGE));
        assertThat(standIns.served()).filteredOn(served -> served.status() == 201).hasSize(1);
    }

    @Test
    void namesTheFaultOfACredentialThatMayNotMakeReleases() throws Exception {
        assertThatIsRefused(effect("t0k"), 403, "{\"message\":\"Resource not accessible by personal access token\"}",
                "RELEASE_DENIED");
        assertThatIsRefused(effect("t0k"), 401, "{\"message\":\"Bad credentials\"}", "RELEASE_DENIED");
        assertThatIsRefused(effect("t0k"), 404, "{\"message\":\"Not Found\"}", "RELEASE_DENIED");
        assertThatIsRefused(effect("t0k"), 422, "{\"message\":\"Validation Failed\",\"errors\":[{\"code\":\"custom\"}]}",
                "RELEASE_REFUSED");
    }

    @Test
    void waitsAsLongAsGitHubSays() throws Exception {
        answerReleases(403, "{\"message\":\"You have exceeded a secondary rate limit\"}", "\"Retry-After\":\"7\"");
        assertThatThrownBy(() -> effect("t0k").act()).isInstanceOfSatisfying(RetryLater.class, e -> {
            assertThat(e.code()).isEqualTo("GITHUB_RATE_LIMITED");
            assertThat(e.after()).contains(Duration.ofSeconds(7));
        });
        answerReleases(403, "{\"message\":\"API rate limit exceeded\"}",
                "\"X-RateLimit-Remaining\":\"0\",\"X-RateLimit-Reset\":\"1770000600\"");
        assertThatThrownBy(() -> effect("t0k").lookUp()).isInstanceOfSatisfying(RetryLater.class,
                e -> assertThat(e.after()).contains(Duration.ofSeconds(601)));
    }

    @Test
    void takesALimitThatOnlyTheMessageTellsOfForNoRefusal() throws Exception {
        answerReleases(403, "{\"message\":\"You have exceeded a secondary rate limit. Please wait a few minutes.\"}",
                "\"X-RateLimit-Remaining\":\"4321\"");
        assertThatThrownBy(() -> effect("t0k").act()).isInstanceOfSatisfying(RetryLater.class, e -> {
            assertThat(e.code()).isEqualTo("GITHUB_RATE_LIMITED");
            assertThat(e.after()).contains(Duration.ofMinutes(1));
        });
    }

    @Test
    void takesNoAnswerForNeitherYesNorNo() throws Exception {
        answerReleases(502, "<html>", "\"Content-Type\":\"text/html\"");
        assertThat(effect("t0k").act()).isInstanceOf(Attempt.Ambiguous.class);
        assertThatThrownBy(() -> effect("t0k").lookUp()).as("that there is none was not said")
                .isInstanceOfSatisfying(RetryLater.class, e -> assertThat(e.code()).isEqualTo("GITHUB_UNREACHABLE"));
        var effect = effect("t0k");
        standIns.close();
        assertThatThrownBy(effect::act).as("nobody was asked").isInstanceOfSatisfying(RetryLater.class,
                e -> assertThat(e.code()).isEqualTo("GITHUB_UNREACHABLE"));
        assertThatThrownBy(effect::lookUp).isInstanceOfSatisfying(RetryLater.class,
                e -> assertThat(e.code()).isEqualTo("GITHUB_UNREACHABLE"));
    }

    @Test
    void namesAMissingCredential() throws Exception {
        var effect = new ReleaseEffect(Optional.empty(), RepositoryName.parse("studio/sample"), notes());
        assertThat(effect.lookUp()).isEqualTo(new Sighting.Absent());
        assertThat(effect.act()).isInstanceOf(Attempt.Refused.class);
        assertThat(effect.fault().code()).isEqualTo("RELEASE_NO_CREDENTIAL");
    }

    private void assertThatIsRefused(ReleaseEffect effect, int status, String body, String code) throws Exception {
        answerReleases(status, body, "\"Content-Type\":\"application/json\"");
        assertThat(effect.act()).isInstanceOf(Attempt.Refused.class);
        assertThat(effect.fault().code()).isEqualTo(code);
    }

    private ReleaseEffect effect(String token) {
        var connection = new GitHubConnection(ApiBase.of(standIns.url(), Set.of()), Duration.ofSeconds(5), CLOCK,
                new SimpleMeterRegistry());
        var api = new GitHubApi(connection, new PersonalToken(token));
        return new ReleaseEffect(Optional.of(new GitHubReleases(api)), RepositoryName.parse("studio/sample"), notes());
    }

    private Notes notes() {
        return new Notes(TAG, commit, "@studio/core 1.1.0-rc.1", "### Added\n\n- Pools", true);
    }

    private void answerReleases(int status, String body, String header) throws Exception {
        var stub = """
                {"priority":1,"request":{"method":"ANY","urlPathPattern":"/repos/studio/sample/releases.*"},
                 "response":{"status":%d,"body":"%s","headers":{%s}}}"""
                .formatted(status, body.replace("\"", "\\\""), header);
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(HttpRequest.newBuilder(standIns.url().resolve("/__admin/mappings"))
                    .POST(HttpRequest.BodyPublishers.ofString(stub)).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        }
    }
}
