package io.upmpublisher.command.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import io.upmpublisher.command.FakeServer;
import io.upmpublisher.command.FakeServer.Told;
import io.upmpublisher.command.Tool;
import io.upmpublisher.command.Tool.Result;
import io.upmpublisher.command.github.GitHubAccess;
import io.upmpublisher.command.settings.Settings;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.github.As;
import io.upmpublisher.testing.GitCommand;
import io.upmpublisher.testing.StandIns;
import io.upmpublisher.testing.UnityRepository;
import io.upmpublisher.testing.github.GitHubStandIn;

class DispatcherCommandTest {

    private static final String GAME = "studio/game";
    private static final String TEMPLATE = new String(new Template().content());

    @TempDir
    Path root;

    private StandIns standIns;
    private GitHubStandIn gitHub;

    @BeforeEach
    void start() {
        standIns = StandIns.start(0, root, URI.create("https://github.example"));
        gitHub = standIns.gitHub();
        UnityRepository.create(root, GAME).file("README.md", "A game\n").commit("Begin");
    }

    @AfterEach
    void stop() {
        standIns.close();
    }

    @Test
    void installsByAPullRequestAndOnce() {
        var first = run("install", GAME);
        assertThat(first.exit()).as(first.out() + first.err()).isZero();
        assertThat(first.out()).contains("done", "https://github.example/studio/game/pull/1 waits for somebody to merge it");
        assertThat(repository().onBranch(RepositoryAccess.BRANCH).text(Template.PATH) + "\n").isEqualTo(TEMPLATE);

        var second = run("install", GAME);
        assertThat(second.exit()).isZero();
        assertThat(second.out()).contains("/pull/1");
        assertThat(gitHub.pullRequests(GAME)).hasSize(1);
    }

    @Test
    void mergesAtOnceWhereThatIsAllowedAndIsThenDone() {
        assertThat(run("install", GAME, "--merge").out()).contains("is merged");
        assertThat(repository().text(Template.PATH) + "\n").isEqualTo(TEMPLATE);
        assertThat(repository().branches()).containsExactly("main");

        assertThat(run("install", GAME, "--merge").out()).contains("nothing to do", "installed");
        assertThat(run("status", GAME).out()).contains("studio/game: installed");
        assertThat(gitHub.pullRequests(GAME)).hasSize(1);
    }

    @Test
    void letsThePullRequestMergeItselfWhereAReviewIsNeeded() {
        gitHub.requireReview(GAME);
        assertThat(run("install", GAME, "--merge").out()).contains("merges itself once it may");
        assertThat(gitHub.pullRequests(GAME)).singleElement().satisfies(pull -> assertThat(pull.mergesItself()).isTrue());
        assertThat(run("install", GAME).out()).contains("merges itself once it may");
    }

    @Test
    void findsADefaultBranchWhateverItIsCalled() {
        var odd = "team/50%#{x}";
        repository().onBranch(odd);
        GitCommand.text(repository().gitDirectory(), "symbolic-ref", "HEAD", "refs/heads/" + odd);

        assertThat(run("install", GAME, "--merge").out()).contains("is merged");
        assertThat(repository().onBranch(odd).text(Template.PATH) + "\n").isEqualTo(TEMPLATE);
    }

    @Test
    void onlySaysWhatItWouldDoWhenDry() {
        assertThat(run("install", GAME, "--dry-run").out()).contains("would",
                "open a pull request into main to add the workflow");
        assertThat(gitHub.pullRequests(GAME)).isEmpty();
        assertThat(repository().branches()).containsExactly("main");
    }

    @Test
    void restoresWhatSomebodyChangedAndTouchesItInNoOtherWay() {
        repository().file(Template.PATH, "name: mine\n").commit("Change the workflow");
        assertThat(run("install", GAME)).satisfies(result -> {
            assertThat(result.exit()).isEqualTo(1);
            assertThat(result.out()).contains("refused", "dispatcher restore");
        });
        assertThat(run("restore", GAME, "--merge").out()).contains("is merged");
        assertThat(repository().text(Template.PATH) + "\n").isEqualTo(TEMPLATE);
        assertThat(run("restore", GAME).out()).contains("nothing to do");
    }

    @Test
    void removesWhatItInstalled() {
        run("install", GAME, "--merge");
        assertThat(run("remove", GAME, "--merge").out()).contains("is merged");
        assertThat(run("status", GAME).out()).contains("not installed");
        assertThat(run("remove", GAME).out()).contains("nothing to do");
        assertThat(run("restore", GAME).exit()).isEqualTo(1);
    }

    @Test
    void startsAnewWhereARunWasInterrupted() {
        repository().onBranch(RepositoryAccess.BRANCH).file("half", "done\n").commit("Half done");
        repository().file("README.md", "A better game\n").commit("Go on");

        assertThat(run("install", GAME, "--merge").out()).contains("is merged");
        assertThat(repository().text("README.md")).isEqualTo("A better game");
    }

    @Test
    void doesNotTakeAPullRequestForItsOwnThatDoesSomethingElse() {
        run("install", GAME);
        repository().file(Template.PATH, "name: mine\n").commit("Another workflow");
        assertThat(run("remove", GAME)).satisfies(result -> {
            assertThat(result.exit()).isEqualTo(1);
            assertThat(result.out()).contains("/pull/1 is open, and does something else");
        });
    }

    @Test
    void mergesNothingThatSomebodyPutBesideTheWorkflow() {
        run("install", GAME);
        repository().onBranch(RepositoryAccess.BRANCH).file("Packages/evil.cs", "class Evil { }\n").commit("Add more");

        var result = run("install", GAME, "--merge");

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.out()).contains("refused", "/pull/1 is open, and does something else", "close it first");
        assertThat(gitHub.pullRequests(GAME)).singleElement().satisfies(pull -> {
            assertThat(pull.isOpen()).isTrue();
            assertThat(pull.mergesItself()).isFalse();
        });
        assertThat(run("install", GAME, "--dry-run").out()).contains("refused");
    }

    @Test
    void mergesNothingThatTakesTheWorkflowFromElsewhere() {
        repository().file("other.yml", TEMPLATE).commit("Keep a copy");
        run("install", GAME);
        repository().onBranch(RepositoryAccess.BRANCH).delete("other.yml").commit("Move the copy");

        assertThat(run("install", GAME, "--merge").out()).contains("/pull/1 is open, and does something else");
    }

    @Test
    void mergesIntoNoOtherBranch() throws InterruptedException {
        repository().onBranch("release");
        run("install", GAME);
        var github = gitHubAccess().rest();
        gitHub.closePullRequest(GAME, 1);
        assertThat(github.post(As.owner("studio"), "/repos/" + GAME + "/pulls", JsonNodeFactory.instance.objectNode()
                .put("title", "Mine").put("head", RepositoryAccess.BRANCH).put("base", "release")).isSuccess()).isTrue();

        assertThat(run("install", GAME, "--merge").out()).contains("/pull/2 is open, and not into main");
    }

    @Test
    void mergesOnlyTheCommitThatWasLookedAt() throws Exception {
        run("install", GAME);
        var github = gitHubAccess();
        var access = new RepositoryAccess(github.rest(), RepositoryName.parse(GAME), new Template());
        var seen = access.openPullRequests().getFirst();
        repository().onBranch(RepositoryAccess.BRANCH).file("late", "more\n").commit("Add more");

        assertThat(access.merge(seen, "squash").status()).isEqualTo(409);
        gitHub.requireReview(GAME);
        assertThat(access.mergeWhenAllowed(github.graphql(), seen, "squash").body().path("errors")).isNotEmpty();
        assertThat(gitHub.pullRequests(GAME)).singleElement().satisfies(pull -> assertThat(pull.isOpen()).isTrue());
    }

    @Test
    void refusesWhatCannotBeChangedAndGoesOnWithTheRest() {
        UnityRepository.create(root, "studio/old").file("README.md", "Old\n").commit("Begin");
        UnityRepository.create(root, "studio/locked").file("README.md", "Locked\n").commit("Begin");
        gitHub.archive("studio/old");
        gitHub.makeReadOnly("studio/locked", true);

        var result = run("install", "studio/old,studio/locked,studio/missing," + GAME);

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.out()).contains("1 done, 3 refused", "studio/old: it is archived",
                "studio/locked: the credential may not",
                "studio/missing: GitHub does not show it");
        assertThat(gitHub.pullRequests(GAME)).hasSize(1);
    }

    @Test
    void takesTheRegisteredOnesInWavesAndTellsIngressWhatIsInForce() {
        var list = new StringBuilder();
        for (var i = 0; i < 4; i++) {
            UnityRepository.create(root, "studio/tool-" + i).file("README.md", "Tool\n").commit("Begin");
            list.append(i == 0 ? "" : ",").append("{\"repository\":\"studio/tool-" + i
                    + "\",\"status\":\"active\",\"dispatcherEnabled\":null}");
        }
        try (var ingress = FakeServer.answering(_ -> Told.json(200, "{\"items\":[" + list + "],\"nextCursor\":null}"))) {
            var tool = tool().with("UPM_INGRESS_URL", ingress.url()).with("UPM_TOKEN", "operators-token-1");
            var pilot = tool.run("dispatcher", "install", "--wave", "pilot", "--merge");
            assertThat(pilot.out()).contains("[1/1] done").contains("1 done");
            assertThat(tool.run("dispatcher", "install", "--wave", "50", "--merge").out()).contains("1 done, 1 nothing to do");
            assertThat(tool.run("dispatcher", "install", "--repositories", "studio/tool-*", "--merge").out())
                    .contains("2 done, 2 nothing to do");

            assertThat(ingress.asked().stream().filter(asked -> asked.method().equals("PUT"))).isNotEmpty()
                    .allSatisfy(asked -> assertThat(asked.body()).isEqualTo("{\"dispatcherEnabled\":true}"))
                    .extracting(FakeServer.Asked::path).contains("/api/repositories/studio/tool-0",
                            "/api/repositories/studio/tool-1",
                            "/api/repositories/studio/tool-2", "/api/repositories/studio/tool-3");
        }
    }

    @Test
    void reportsAsJson() {
        assertThat(run("install", GAME, "--json").out()).contains("\"done\" : 1", "\"outcome\" : \"done\"");
    }

    @Test
    void saysWhatIsMissing() {
        assertThat(tool().run("dispatcher", "install")).satisfies(result -> {
            assertThat(result.exit()).isEqualTo(2);
            assertThat(result.err()).contains("UPM_TOKEN is not set");
        });
        assertThat(new Tool().run("dispatcher", "install", "--repositories", GAME).err()).contains("Neither GH_PAT nor");
        assertThat(run("install", GAME, "--wave", "30").exit()).isEqualTo(2);
    }

    @Test
    void sendsTheTokenNowhereInPlainText() {
        assertThat(tool().with("UPM_INGRESS_URL", "http://upm.studio.example").with("UPM_TOKEN", "operators-token-1")
                .run("dispatcher", "status")).satisfies(result -> {
                    assertThat(result.exit()).isEqualTo(2);
                    assertThat(result.err()).contains("UPM_INGRESS_URL leads to upm.studio.example without TLS", "use https")
                            .doesNotContain("operators-token-1");
                });
    }

    private Result run(String command, String repositories, String... options) {
        var arguments = new java.util.ArrayList<>(java.util.List.of("dispatcher", command, "--repositories", repositories));
        arguments.addAll(java.util.List.of(options));
        return tool().run(arguments.toArray(String[]::new));
    }

    private Tool tool() {
        return new Tool().with("GITHUB_API_URL", standIns.url()).with("GH_PAT", "ghp_1234567890");
    }

    private GitHubAccess gitHubAccess() {
        return GitHubAccess.of(new Settings(Map.of("GITHUB_API_URL", standIns.url().toString(), "GH_PAT", "ghp_1234567890")),
                Duration.ofSeconds(20));
    }

    private UnityRepository repository() {
        return UnityRepository.open(root, GAME);
    }
}
