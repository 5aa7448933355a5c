package io.upmpublisher.github;

import static io.upmpublisher.github.FakeGitHub.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.upmpublisher.testing.SettableClock;

class GitHubApiTest {

    private static final As STUDIO = As.owner("studio");
    private static final String GAME = "/repos/studio/game";

    private final FakeGitHub gitHub = new FakeGitHub();
    private final SettableClock clock = new SettableClock(Instant.parse("2026-05-04T10:00:00Z"));
    private final GitHubApi api = new GitHubApi(gitHub.connection(clock), new PersonalToken("ghp_secret\n"));

    @AfterEach
    void close() {
        gitHub.close();
    }

    @Test
    void asksWithTokenAndVersion() throws Exception {
        gitHub.on("GET " + GAME, answer(200, "{\"full_name\":\"studio/game\"}"));

        var game = api.get(STUDIO, GAME);

        assertThat(game.isSuccess()).isTrue();
        assertThat(game.fullName()).contains("studio/game");
        assertThat(game.movedTo()).isEmpty();
        assertThat(gitHub.last().header("Authorization")).contains("Bearer ghp_secret");
        assertThat(gitHub.last().header("Accept")).contains("application/vnd.github+json");
        assertThat(gitHub.last().header("X-GitHub-Api-Version")).contains("2022-11-28");
        assertThat(gitHub.last().header("User-Agent")).contains("upm-auto-publisher");
    }

    @Test
    void asksWithoutTokenWhereThereIsNone() throws Exception {
        var stranger = new GitHubApi(gitHub.connection(clock), GitHubCredentials.none());

        stranger.get(STUDIO, GAME);

        assertThat(stranger.hasCredentials()).isFalse();
        assertThat(gitHub.last().header("Authorization")).isEmpty();
        assertThatThrownBy(() -> stranger.get(As.app(), "/app")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void writesJsonByEachMethod() throws Exception {
        for (var method : new String[] { "POST", "PUT", "PATCH", "DELETE" }) {
            gitHub.on(method + " " + GAME, answer(200, "{}"));
        }

        api.post(STUDIO, GAME, json());
        assertThat(gitHub.last().body()).isEqualTo("{\"name\":\"game\"}");
        assertThat(gitHub.last().header("Content-Type")).contains("application/json");
        api.put(STUDIO, GAME, json());
        api.patch(STUDIO, GAME, json());
        assertThat(gitHub.last().body()).isEqualTo("{\"name\":\"game\"}");
        api.post(STUDIO, GAME);
        assertThat(gitHub.last().body()).isEmpty();
        api.delete(STUDIO, GAME);

        assertThat(gitHub.asked()).extracting(FakeGitHub.Asked::request)
                .containsExactly("POST " + GAME, "PUT " + GAME, "PATCH " + GAME, "POST " + GAME, "DELETE " + GAME);
    }

    @Test
    void answersWithWhateverStatusThereIs() throws Exception {
        gitHub.on("GET " + GAME, answer(403, "{\"message\":\"Resource not accessible by\\n integration\"}"));
        assertThat(api.get(STUDIO, GAME).message()).isEqualTo("Resource not accessible by integration");

        gitHub.on("GET " + GAME, answer(502, "<html>"));
        var broken = api.get(STUDIO, GAME);
        assertThat(broken.status()).isEqualTo(502);
        assertThat(broken.body().isMissingNode()).isTrue();
        assertThat(broken.message()).isEmpty();
    }

    @Test
    void tellsWhereARenamedRepositoryIsNow() throws Exception {
        gitHub.on("GET " + GAME, answer(301, "{}").with("Location", gitHub.uri() + "/repositories/7"))
                .on("GET /repositories/7", answer(200, "{\"full_name\":\"studio/renamed\"}"));

        var game = api.get(STUDIO, GAME);

        assertThat(game.isSuccess()).isTrue();
        assertThat(game.movedTo()).contains(gitHub.uri().resolve("/repositories/7"));
        assertThat(game.fullName()).contains("studio/renamed");
        assertThat(gitHub.last().header("Authorization")).contains("Bearer ghp_secret");
    }

    @Test
    void takesTheTokenToNoOtherHost() throws Exception {
        try (var elsewhere = new FakeGitHub()) {
            gitHub.on("GET " + GAME, answer(302, "").with("Location", elsewhere.uri() + "/taken"));

            var answer = api.get(STUDIO, GAME);

            assertThat(answer.status()).isEqualTo(302);
            assertThat(answer.movedTo()).contains(elsewhere.uri().resolve("/taken"));
            assertThat(elsewhere.asked()).isEmpty();
        }
    }

    @Test
    void writesNowhereElseThanItWasAskedTo() throws Exception {
        gitHub.on("POST " + GAME, answer(307, "").with("Location", "/repositories/7"));

        var answer = api.post(STUDIO, GAME, json());

        assertThat(answer.status()).isEqualTo(307);
        assertThat(answer.movedTo()).contains(gitHub.uri().resolve("/repositories/7"));
        assertThat(gitHub.asked()).hasSize(1);
    }

    @Test
    void leavesACircleOfRedirections() throws Exception {
        gitHub.on("GET " + GAME, answer(301, "").with("Location", GAME));

        assertThat(api.get(STUDIO, GAME).status()).isEqualTo(301);
        assertThat(gitHub.asked()).hasSize(6);
    }

    @Test
    void asksOnlyForWhatChanged() throws Exception {
        gitHub.on("GET " + GAME, asked -> asked.header("If-None-Match").filter("\"one\""::equals).isPresent()
                ? answer(304, "")
                : answer(200, "{}").with("ETag", "\"one\""));

        var first = api.get(STUDIO, GAME);
        var second = api.getIfChanged(STUDIO, GAME, first.etag().orElseThrow());

        assertThat(first.isNotModified()).isFalse();
        assertThat(second.isNotModified()).isTrue();
    }

    @Test
    void walksThePagesOfAList() throws Exception {
        gitHub.on("GET /list", answer(200, "[1]").with("Link", "<" + gitHub.uri() + "/list?page=2>; rel=\"next\", <"
                + gitHub.uri() + "/list?page=9>; rel=\"last\""))
                .on("GET /list?page=2", answer(200, "[2]").with("Link", "<" + gitHub.uri() + "/list>; rel=\"prev\""));

        var pages = api.pages(STUDIO, "/list", 5);

        assertThat(pages.next().body().path(0).asInt()).isEqualTo(1);
        assertThat(pages.next().body().path(0).asInt()).isEqualTo(2);
        assertThat(pages.hasNext()).isFalse();
        assertThat(pages.isCutOff()).isFalse();
    }

    @Test
    void walksNoFurtherThanItWasToldTo() throws Exception {
        gitHub.on("GET /list", answer(200, "[]").with("Link", "</list>; rel=\"next\""));

        var pages = api.pages(STUDIO, "/list", 2);
        pages.next();
        pages.next();

        assertThat(pages.hasNext()).isFalse();
        assertThat(pages.isCutOff()).isTrue();
        assertThatThrownBy(pages::next).isInstanceOf(java.util.NoSuchElementException.class);
    }

    @Test
    void walksToNoOtherHost() throws Exception {
        gitHub.on("GET /list", answer(200, "[]").with("Link", "<https://elsewhere.example/list>; rel=\"next\""));

        var pages = api.pages(STUDIO, "/list", 5);
        pages.next();

        assertThat(pages.hasNext()).isFalse();
    }

    @Test
    void endsAListWithThePageThatFailed() throws Exception {
        gitHub.on("GET /list", answer(500, "[]").with("Link", "</list>; rel=\"next\""));

        var pages = api.pages(STUDIO, "/list", 5);

        assertThat(pages.next().status()).isEqualTo(500);
        assertThat(pages.hasNext()).isFalse();
    }

    @Test
    void takesNoAnswerBeyondEightMegabytes() {
        gitHub.on("GET " + GAME, answer(200, "\"" + "x".repeat(8 << 20) + "\""));

        assertThat(unreachable(() -> api.get(STUDIO, GAME)).mayHaveHappened()).isFalse();
    }

    @Test
    void saysThatAWriteMayHaveHappenedWhenTheAnswerIsCutOff() {
        gitHub.on("POST " + GAME, answer(201, "{\"id\":").cutOff()).on("GET " + GAME, answer(200, "{\"id\":").cutOff());

        assertThat(unreachable(() -> api.post(STUDIO, GAME, json())).mayHaveHappened()).isTrue();
        assertThat(unreachable(() -> api.get(STUDIO, GAME)).mayHaveHappened()).isFalse();
    }

    @Test
    void waitsForAWholeAnswerNoLongerThanItsLimit() throws Exception {
        var end = new CountDownLatch(1);
        gitHub.on("POST " + GAME, answer(201, "{\"id\":").endingAfter(end::await));
        var hasty = new GitHubApi(gitHub.connection(clock, Duration.ofMillis(300)), new PersonalToken("ghp_secret"));

        var late = unreachable(() -> hasty.post(STUDIO, GAME, json()));

        end.countDown();
        assertThat(late.mayHaveHappened()).isTrue();
    }

    @Test
    void saysThatNothingHappenedWithoutAConnection() {
        gitHub.close();

        assertThat(unreachable(() -> api.post(STUDIO, GAME, json())).mayHaveHappened()).isFalse();
        assertThat(gitHub.registry.get("upm.github.requests").tag("outcome", "unreachable").counter().count()).isEqualTo(1);
    }

    @Test
    void saysThatGitHubRefusesAPersonalToken() {
        gitHub.on("GET " + GAME, answer(401, "{\"message\":\"Bad credentials\"}"));

        assertThatThrownBy(() -> api.get(STUDIO, GAME)).isInstanceOf(GitHubRefusedException.class)
                .hasMessageContaining("Bad credentials").hasMessageNotContaining("ghp_secret");
        assertThat(gitHub.asked()).hasSize(1);
    }

    @Test
    void countsRequestsAndShowsWhatIsLeft() throws Exception {
        gitHub.on("GET " + GAME, answer(200, "{}").with("X-RateLimit-Remaining", "4711"));

        api.get(STUDIO, GAME);
        api.get(STUDIO, "/nowhere");

        assertThat(gitHub.registry.get("upm.github.requests").tag("outcome", "done").counter().count()).isEqualTo(1);
        assertThat(gitHub.registry.get("upm.github.requests").tag("outcome", "refused").counter().count()).isEqualTo(1);
        assertThat(gitHub.registry.get("upm.github.limit.remaining").tag("credential", "personal").gauge().value())
                .isEqualTo(4711);
    }

    @Test
    void staysBelowItsBase() {
        assertThatThrownBy(() -> api.get(STUDIO, "@elsewhere.example/")).isInstanceOf(IllegalArgumentException.class);
        assertThat(GitHubApi.encoded("a b/../c?d#e")).isEqualTo("a%20b%2F..%2Fc%3Fd%23e");
    }

    private static GitHubUnreachableException unreachable(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(GitHubUnreachableException.class, call);
    }

    private static ObjectNode json() {
        return JsonNodeFactory.instance.objectNode().put("name", "game");
    }
}
