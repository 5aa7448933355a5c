package io.upmpublisher.testing.github;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.upmpublisher.testing.GitCommand;
import io.upmpublisher.testing.StandIns;
import io.upmpublisher.testing.UnityRepository;

class RepositoriesTest {
    private static final URI HOST = URI.create("http://127.0.0.1:1");

    @TempDir
    Path root;

    private StandIns standIns;
    private UnityRepository repository;
    private String head;
    private Caller caller;

    @BeforeEach
    void start() {
        repository = UnityRepository.create(root, "studio/game").file("docs/a b.md", "Hello\n").file("top", "top");
        head = repository.commit("Begin");
        standIns = StandIns.start(0, root, HOST);
        caller = Caller.of(standIns.url(), "ghp_1234");
    }

    @AfterEach
    void stop() {
        standIns.close();
        caller.client().close();
    }

    @Test
    void tellsOfARepositoryWhatItsBareOneSays() throws Exception {
        repository.onBranch("trunk");
        GitCommand.text(repository.gitDirectory(), "symbolic-ref", "HEAD", "refs/heads/trunk");
        var told = caller.as("").get("/repos/Studio/GAME");
        assertThat(told.status()).isEqualTo(200);
        assertThat(told.text("/full_name")).isEqualTo("studio/game");
        assertThat(told.text("/default_branch")).isEqualTo("trunk");
        assertThat(told.json().at("/permissions/push").asBoolean()).isTrue();
        assertThat(caller.get("/repos/studio/other").status()).isEqualTo(404);
        assertThat(caller.get("/repos/../game").status()).isEqualTo(404);
    }

    @Test
    void showsWholeTreesAndTheirFiles() throws Exception {
        var tree = caller.get("/repos/studio/game/git/trees/main?recursive=1");
        assertThat(tree.status()).isEqualTo(200);
        assertThat(tree.json().path("tree").findValuesAsText("path")).containsExactly("docs", "docs/a b.md", "top");
        assertThat(tree.json().path("truncated").asBoolean()).isFalse();
        var blob = caller.get("/repos/studio/game/git/blobs/" + tree.text("/tree/1/sha"));
        assertThat(new String(Base64.getMimeDecoder().decode(blob.text("/content")), StandardCharsets.UTF_8))
                .isEqualTo("Hello\n");

        standIns.gitHub().truncateTree("studio/game");
        assertThat(caller.get("/repos/studio/game/git/trees/main?recursive=1").json().path("truncated").asBoolean()).isTrue();
        assertThat(caller.get("/repos/studio/game/git/trees/none").status()).isEqualTo(404);
        UnityRepository.create(root, "studio/empty");
        assertThat(caller.get("/repos/studio/empty/git/trees/main").status()).isEqualTo(409);
    }

    @Test
    void tellsOrganisationsFromUsersAndWhatBecameOfRepositories() throws Exception {
        standIns.gitHub().makeFork("studio/game");
        standIns.gitHub().disable("studio/game");
        assertThat(caller.get("/orgs/studio/repos").json().at("/0/fork").asBoolean()).isTrue();
        assertThat(caller.get("/orgs/studio/repos").json().at("/0/disabled").asBoolean()).isTrue();
        standIns.gitHub().makeUser("studio");
        assertThat(caller.get("/orgs/studio/repos").status()).isEqualTo(404);
        assertThat(caller.get("/users/studio/repos").text("/0/full_name")).isEqualTo("studio/game");
    }

    @Test
    void leadsFromAnOldNameToTheNewOne() throws Exception {
        var id = caller.get("/repos/studio/game").text("/id");
        standIns.gitHub().rename("studio/game", "studio/play");
        var moved = caller.get("/repos/studio/game/branches/main?x=1");
        assertThat(moved.status()).isEqualTo(301);
        assertThat(moved.header("Location")).isEqualTo(standIns.url() + "/repositories/" + id + "/branches/main?x=1");
        assertThat(caller.get(moved.header("Location")).text("/commit/sha")).isEqualTo(head);
        assertThat(caller.get("/repositories/" + id).text("/full_name")).isEqualTo("studio/play");
        assertThat(caller.post("/repos/studio/game/pulls", "{}").status()).isEqualTo(307);
    }

    @Test
    void refusesWritesToWhatIsArchivedOrMayOnlyBeRead() throws Exception {
        standIns.gitHub().archive("studio/game");
        assertThat(caller.get("/repos/studio/game").json().path("archived").asBoolean()).isTrue();
        assertThat(caller.post("/repos/studio/game/git/refs", "{}").status()).isEqualTo(403);
        standIns.gitHub().unarchive("studio/game");
        standIns.gitHub().makeReadOnly("studio/game", true);
        assertThat(caller.get("/repos/studio/game").json().at("/permissions/push").asBoolean()).isFalse();
        assertThat(caller.post("/repos/studio/game/git/refs", "{}").text("/message")).contains("not accessible");
        standIns.gitHub().hide("studio/game");
        assertThat(caller.get("/repos/studio/game").status()).isEqualTo(404);
    }

    @Test
    void listsAnOrganisationPageByPage() throws Exception {
        for (var i = 0; i < 4; i++) {
            UnityRepository.create(root, "studio/r" + i);
        }
        UnityRepository.create(root, "else/where");
        var names = new ArrayList<String>();
        var path = "/orgs/studio/repos?per_page=2";
        for (; !path.isEmpty();) {
            var page = caller.get(path);
            page.json().forEach(each -> names.add(each.path("full_name").asText()));
            path = page.next();
        }
        assertThat(names).containsExactly("studio/game", "studio/r0", "studio/r1", "studio/r2", "studio/r3");
        assertThat(caller.get("/orgs/studio/repos?per_page=2&page=2").header("Link")).contains("page=1", "rel=\"prev\"",
                "rel=\"next\"", "page=3", "rel=\"last\"", "rel=\"first\"");
        assertThat(caller.get("/orgs/nobody/repos").status()).isEqualTo(404);
    }

    @Test
    void saysForFreeThatNothingHasChanged() throws Exception {
        var first = caller.get("/repos/studio/game/branches/main");
        var again = caller.get("/repos/studio/game/branches/main", "If-None-Match", first.header("ETag"));
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.response().body()).isEmpty();
        assertThat(again.header("X-RateLimit-Remaining")).isEqualTo("4999");
        repository.file("top", "other").commit("Go on");
        assertThat(caller.get("/repos/studio/game/branches/main", "If-None-Match", first.header("ETag")).status())
                .isEqualTo(200);
    }

    @Test
    void keepsTheLimitsThatItTells() throws Exception {
        standIns.gitHub().limits().leave(1, Duration.ofMinutes(5));
        assertThat(caller.get("/repos/studio/game").status()).isEqualTo(200);
        var refused = caller.get("/repos/studio/game");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.header("X-RateLimit-Remaining")).isEqualTo("0");
        assertThat(caller.get("/rate_limit").json().at("/resources/core/remaining").asInt()).isZero();
        standIns.gitHub().limits().lift();
        standIns.gitHub().limits().refuse(1, Duration.ofSeconds(7));
        var tooMany = caller.get("/repos/studio/game");
        assertThat(tooMany.status()).isEqualTo(403);
        assertThat(tooMany.header("Retry-After")).isEqualTo("7");
        assertThat(tooMany.text("/message")).contains("secondary rate limit");
        assertThat(caller.get("/repos/studio/game").status()).isEqualTo(200);
    }

    @Test
    void findsBranchesWithSlashes() throws Exception {
        repository.onBranch("feature/a");
        assertThat(caller.get("/repos/studio/game/branches/feature/a").text("/commit/sha")).isEqualTo(head);
        assertThat(caller.get("/repos/studio/game/branches/feature%2Fa").text("/name")).isEqualTo("feature/a");
        assertThat(caller.get("/repos/studio/game/branches/none").text("/message")).isEqualTo("Branch not found");
        assertThat(caller.get("/repos/studio/game/branches").json()).hasSize(2);
    }

    @Test
    void bringsAFileToABranchAndOpensAPullRequest() throws Exception {
        var file = "/repos/studio/game/contents/.github/workflows/notify.yml";
        assertThat(caller.post("/repos/studio/game/git/refs", reference("refs/heads/upm", head)).status()).isEqualTo(201);
        assertThat(caller.post("/repos/studio/game/git/refs", reference("refs/heads/upm", head)).text("/message"))
                .isEqualTo("Reference already exists");
        assertThat(caller.post("/repos/studio/game/pulls", pull()).text("/errors/0/message")).contains("No commits");
        assertThat(caller.send("PUT", file, put("on: push", "")).status()).isEqualTo(201);
        assertThat(caller.get(file).status()).as("on the default branch").isEqualTo(404);
        var written = caller.get(file + "?ref=upm");
        assertThat(new String(Base64.getMimeDecoder().decode(written.text("/content")), StandardCharsets.UTF_8))
                .isEqualTo("on: push");
        assertThat(caller.send("PUT", file, put("other", "")).status()).isEqualTo(422);
        assertThat(caller.send("PUT", file, put("other", head)).status()).isEqualTo(409);
        assertThat(caller.send("PUT", file, put("other", written.text("/sha"))).status()).isEqualTo(200);
        assertThat(repository.onBranch("upm").text(".github/workflows/notify.yml")).isEqualTo("other");

        var opened = caller.post("/repos/studio/game/pulls", pull());
        assertThat(opened.status()).isEqualTo(201);
        assertThat(opened.text("/html_url")).isEqualTo(HOST + "/studio/game/pull/1");
        assertThat(caller.post("/repos/studio/game/pulls", pull()).text("/errors/0/message")).contains("already exists");
        assertThat(caller.get("/repos/studio/game/pulls?head=studio:upm").json()).hasSize(1);
        standIns.gitHub().closePullRequest("studio/game", 1);
        assertThat(caller.get("/repos/studio/game/pulls").json()).isEmpty();
        assertThat(caller.get("/repos/studio/game/pulls?state=all").text("/0/state")).isEqualTo("closed");
    }

    @Test
    void showsFoldersAndRemovesFiles() throws Exception {
        var listed = caller.get("/repos/studio/game/contents/docs");
        assertThat(listed.text("/0/path")).isEqualTo("docs/a b.md");
        assertThat(caller.get("/repos/studio/game/contents").json()).hasSize(2);
        var sha = caller.get("/repos/studio/game/contents/docs/a%20b.md").text("/sha");
        var gone = caller.send("DELETE", "/repos/studio/game/contents/docs/a%20b.md",
                "{\"message\":\"Remove\",\"sha\":\"" + sha + "\"}");
        assertThat(gone.status()).isEqualTo(200);
        assertThat(gone.json().path("content").isNull()).isTrue();
        assertThat(caller.get("/repos/studio/game/contents/docs/a%20b.md").status()).isEqualTo(404);
        assertThat(caller.get("/repos/studio/game/contents/top?ref=nowhere").text("/message")).contains("No commit found");
    }

    @Test
    void makesOneReleaseOfATag() throws Exception {
        var body = "{\"tag_name\":\"upm/1.0.0\",\"target_commitish\":\"" + head + "\",\"name\":\"core 1.0.0\"}";
        assertThat(caller.as("").post("/repos/studio/game/releases", body).status()).isEqualTo(401);
        assertThat(caller.post("/repos/studio/game/releases", body).status()).isEqualTo(201);
        var again = caller.post("/repos/studio/game/releases", body);
        assertThat(again.status()).isEqualTo(422);
        assertThat(again.text("/errors/0/code")).isEqualTo("already_exists");
        assertThat(caller.get("/repos/studio/game/releases/tags/upm%2F1.0.0").text("/name")).isEqualTo("core 1.0.0");
        assertThat(repository.tags()).containsExactly("upm/1.0.0 " + head);
        assertThat(standIns.gitHub().releases("studio/game")).singleElement()
                .satisfies(release -> assertThat(release.target()).isEqualTo(head));
        assertThat(caller.post("/repos/studio/game/releases", "{").status()).isEqualTo(400);
        assertThat(caller.post("/repos/studio/game/releases", "{\"tag_name\":\"t\",\"target_commitish\":\"none\"}").status())
                .isEqualTo(422);
    }

    @Test
    void obeysAndLosesTheAnswer() throws Exception {
        standIns.gitHub().limits().loseAnswers(1);
        assertThat(caller.post("/repos/studio/game/releases", "{\"tag_name\":\"v1\"}").status()).isEqualTo(502);
        assertThat(caller.post("/repos/studio/game/releases", "{\"tag_name\":\"v1\"}").status()).isEqualTo(422);
    }

    private static String reference(String reference, String target) {
        return "{\"ref\":\"" + reference + "\",\"sha\":\"" + target + "\"}";
    }

    private static String pull() {
        return "{\"title\":\"Notify\",\"head\":\"upm\",\"base\":\"main\",\"body\":\"Why\"}";
    }

    private static String put(String text, String sha) {
        return "{\"message\":\"Add\",\"branch\":\"upm\",\"content\":\""
                + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + "\""
                + (sha.isEmpty() ? "" : ",\"sha\":\"" + sha + "\"") + "}";
    }
}
