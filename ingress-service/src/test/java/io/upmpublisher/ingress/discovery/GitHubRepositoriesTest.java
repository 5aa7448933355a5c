package io.upmpublisher.ingress.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.github.ApiBase;
import io.upmpublisher.github.GitHubApi;
import io.upmpublisher.github.GitHubConnection;
import io.upmpublisher.github.GitHubUnreachableException;
import io.upmpublisher.github.PersonalToken;
import io.upmpublisher.github.Quota;

/** Whatever GitHub answers, or somebody in its place, what is kept can be kept and has a limit. */
class GitHubRepositoriesTest {

    private static final String TREE = "/repos/studio/art/git/trees/main";
    private static final String BLOB = "0123456789012345678901234567890123456789";
    private static final FoundRepository ART = FoundRepository.listed(RepositoryName.parse("studio/art"), Optional.of("main"),
            false, false, false);

    private final Map<String, Answer> answers = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private HttpServer host;
    private GitHubRepositories gitHub;

    @BeforeEach
    void start() throws IOException {
        host = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        host.createContext("/", exchange -> {
            try (exchange) {
                var path = exchange.getRequestURI().getRawPath();
                asked.add(path);
                var answer = answers.getOrDefault(path, new Answer(404, "{\"message\":\"Not Found\"}", Map.of()));
                answer.headers().forEach(exchange.getResponseHeaders()::add);
                var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(answer.status(), bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        });
        host.start();
        gitHub = at(URI.create("http://127.0.0.1:" + host.getAddress().getPort()));
    }

    @AfterEach
    void stop() {
        host.stop(0);
    }

    @ParameterizedTest
    @ValueSource(strings = { "<html>Please log in</html>", "{\"repositories\":[]}", "", "null", "\"\"" })
    void takesNothingElseForAList(String body) throws Exception {
        answer("/orgs/studio/repos", body);

        assertThat(gitHub.list("orgs", "studio", 1).isList()).isFalse();
    }

    @Test
    void saysThatItLeftOutWhatIsNoRepositoryOfTheOwner() throws Exception {
        answer("/orgs/studio/repos", "[{\"full_name\":\"studio/art\",\"default_branch\":\"main\"},"
                + "{\"full_name\":\"other/art\"},{\"full_name\":\"studio/\\u0000\"},{\"full_name\":7},null,[]]");

        var listed = gitHub.list("orgs", "studio", 1);

        assertThat(listed.isList()).isTrue();
        assertThat(listed.repositories()).containsExactly(ART);
        assertThat(listed.leftOut()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = { "<html>Please log in</html>", "{}", "[]", "{\"tree\":{}}", "{\"tree\":\"none\"}" })
    void takesNothingElseForATree(String body) throws Exception {
        answer(TREE, body);

        assertThat(gitHub.read(ART, () -> true)).isInstanceOf(Look.Failed.class);
    }

    @Test
    void passesOverEntriesThatAreNoManifests() throws Exception {
        var tree = tree();
        add(tree, "package.json").put("mode", "120000");
        add(tree, "a/package.json").put("sha", "../../../user");
        add(tree, "b/package.json").put("size", 1L << 40);
        add(tree, "x".repeat(1_001) + "/package.json");
        tree.withArray("tree").add("text").addNull().addArray();
        answer(TREE, tree.toString());

        assertThat(read().packages()).isEmpty();
        assertThat(asked).containsExactly(TREE);
    }

    @Test
    void showsNoPathAndNoNameThatLooksLikeAnother() throws Exception {
        var tree = tree();
        add(tree, "a\u0000b\u202egnp\ud800/package.json");
        answer(TREE, tree.toString().replace("\ud800", "\\ud800"));
        blob("{\"name\":\"com.acme.\\u0000a\\u202egnp\\ud800\\u2028\",\"unity\":\"2021.3\",\"version\":\""
                + "\\ud83d\\ude00".repeat(300) + "\"}");

        assertThat(read().packages()).singleElement().satisfies(found -> {
            assertThat(found.path()).isEqualTo("a\ufffdb\ufffdgnp\ufffd/package.json");
            assertThat(found.name()).contains("com.acme. a gnp");
            assertThat(found.version()).contains("\ud83d\ude00".repeat(214));
            assertThat(DiscoveryJson.packages(DiscoveryJson.write(List.of(found)))).containsExactly(found);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = { "<html/>", "{\"content\":7}", "{\"content\":\"%%%\"}", "{\"content\":\"W10=\"}", "[]" })
    void showsAManifestThatCannotBeReadByItsPath(String blob) throws Exception {
        var tree = tree();
        add(tree, "A/package.json");
        answer(TREE, tree.toString());
        answer("/repos/studio/art/git/blobs/" + BLOB, blob);

        assertThat(read().packages()).containsExactly(FoundPackage.unread("A/package.json"));
    }

    @Test
    void doesNotCountARepositoryAsReadWhileGitHubHasTroubleWithAManifest() throws Exception {
        var tree = tree();
        add(tree, "A/package.json");
        answer(TREE, tree.toString());
        answers.put("/repos/studio/art/git/blobs/" + BLOB, new Answer(502, "{\"message\":\"Server Error\"}",
                Map.of("X-RateLimit-Limit", "5000", "X-RateLimit-Remaining", "7", "X-RateLimit-Reset", "4102444800")));

        assertThat(gitHub.read(ART, () -> true)).isInstanceOfSatisfying(Look.Failed.class, failed -> {
            assertThat(failed.code()).isEqualTo("GITHUB_ANSWER_UNEXPECTED");
            assertThat(failed.cause()).contains("status 502");
            assertThat(failed.quota()).map(Quota::remaining).contains(7L);
        });
    }

    @Test
    void survivesAManifestThatIsNestedAHundredThousandTimes() throws Exception {
        var tree = tree();
        add(tree, "A/package.json");
        answer(TREE, tree.toString());
        blob("[".repeat(100_000));

        assertThat(read().packages()).containsExactly(FoundPackage.unread("A/package.json"));
    }

    @Test
    void readsAndKeepsOnlySoManyManifests() throws Exception {
        var tree = tree();
        for (var number = 0; number < 20_000; number++) {
            add(tree, "p" + number + "/package.json");
        }
        answer(TREE, tree.toString());
        blob("{\"name\":\"com.acme.a\",\"version\":\"1.0.0\",\"unity\":\"2021.3\"}");

        var found = read();

        assertThat(asked).hasSize(51);
        assertThat(found.packages()).hasSize(250);
        assertThat(found.packages()).filteredOn(each -> each.name().isPresent()).hasSize(50);
        assertThat(found.truncated()).isTrue();
    }

    @Test
    void readsNoTreeWithoutEnd() {
        answer(TREE, "{\"tree\":[\"" + "x".repeat(9 << 20) + "\"]}");

        assertThatThrownBy(() -> gitHub.read(ART, () -> true)).isInstanceOf(GitHubUnreachableException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = { "http://127.0.0.2:1/repos/studio/art/git/trees/main", "file:///etc/passwd", ":", TREE })
    void followsNoRedirectionElsewhereOrRoundInACircle(String location) throws Exception {
        answers.put(TREE, new Answer(301, "{\"message\":\"Moved\"}", Map.of("Location", location)));

        assertThat(read().cause().orElseThrow()).contains("status 301");
        assertThat(asked).hasSizeLessThan(8);
    }

    @Test
    void stopsBeforeARequestWhoseAnswerIsOfNoUse() throws Exception {
        var tree = tree();
        add(tree, "A/package.json");
        answer(TREE, tree.toString());
        var turns = new ArrayList<>(List.of(true, false));

        assertThat(gitHub.read(ART, turns::removeFirst)).isEqualTo(new Look.Abandoned());
        assertThat(asked).containsExactly(TREE);
        assertThat(gitHub.read(ART, () -> false)).isEqualTo(new Look.Abandoned());
        assertThat(asked).containsExactly(TREE);
    }

    @Test
    void knowsGitHubFromAProxyAndFromNothing() throws Exception {
        assertThat(gitHub.isThere("studio")).isTrue();
        answer("/rate_limit", "<html>Please log in</html>");
        assertThat(gitHub.isThere("studio")).isFalse();
        answers.put("/rate_limit", new Answer(503, "{\"message\":\"Unavailable\"}", Map.of()));
        assertThat(gitHub.isThere("studio")).isFalse();
        assertThat(at(URI.create("http://127.0.0.1:1")).isThere("studio")).isFalse();
    }

    private FoundRepository read() throws InterruptedException {
        return ((Look.Seen) gitHub.read(ART, () -> true)).found();
    }

    private void answer(String path, String body) {
        answers.put(path, new Answer(200, body, Map.of()));
    }

    private void blob(String content) {
        answer("/repos/studio/art/git/blobs/" + BLOB, "{\"encoding\":\"base64\",\"content\":\""
                + Base64.getEncoder().encodeToString(content.getBytes(StandardCharsets.UTF_8)) + "\"}");
    }

    private static ObjectNode tree() {
        var tree = JsonNodeFactory.instance.objectNode().put("truncated", false);
        tree.putArray("tree");
        return tree;
    }

    private static ObjectNode add(ObjectNode tree, String path) {
        return tree.withArray("tree").addObject().put("path", path).put("mode", "100644").put("type", "blob").put("sha", BLOB)
                .put("size", 100);
    }

    private static GitHubRepositories at(URI api) {
        return new GitHubRepositories(
                new GitHubApi(new GitHubConnection(ApiBase.of(api, Set.of()), Duration.ofSeconds(20), Clock.systemUTC(),
                        new SimpleMeterRegistry()), new PersonalToken("ghp_secret")),
                Settings.defaults());
    }

    private record Answer(int status, String body, Map<String, String> headers) {
    }
}
