package io.upmpublisher.ingress.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.sun.net.httpserver.HttpServer;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.github.ApiBase;
import io.upmpublisher.github.GitHubApi;
import io.upmpublisher.github.GitHubConnection;
import io.upmpublisher.github.GitHubCredentials;
import io.upmpublisher.github.PersonalToken;
import io.upmpublisher.ingress.reality.HostView;
import io.upmpublisher.ingress.reality.HostView.State;

class HostLookTest {

    private static final RepositoryName REPOSITORY = RepositoryName.parse("studio/core");

    private HttpServer host;
    private int status = 200;
    private String body = "";

    @BeforeEach
    void start() throws IOException {
        host = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        host.createContext("/", exchange -> {
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        host.start();
    }

    @AfterEach
    void stop() {
        host.stop(0);
    }

    @Test
    void asksNobodyWithoutACredential() throws Exception {
        var view = new HostLook(api(GitHubCredentials.none()), Clock.systemUTC()).at(REPOSITORY, Optional.empty()).view();

        assertThat(view.state()).isEqualTo(State.NOT_ASKED);
        assertThat(view.reason()).hasValueSatisfying(reason -> assertThat(reason).contains("GH_PAT"));
    }

    @Test
    void doesNotTakeAnyHostForGitHub() throws Exception {
        answer(404, "<html>no such page</html>");

        assertThat(look(Optional.empty()).state()).isEqualTo(State.FAILED);
    }

    @Test
    void keepsWhatWasKnownWhenAnotherHostAnswersThatThereIsNoSuchPage() throws Exception {
        answer(200, "{\"full_name\":\"studio/kernel\",\"default_branch\":\"main\",\"archived\":true}");
        var known = look(Optional.empty());
        answer(404, "<html>no such page</html>");
        var seen = look(Optional.of(known));

        assertThat(seen.state()).isEqualTo(State.FAILED);
        assertThat(seen.archived()).isTrue();
        assertThat(seen.renamedTo(REPOSITORY)).contains("studio/kernel");
    }

    @Test
    void knowsWhatIsMissing() throws Exception {
        answer(404, "{\"message\":\"Not Found\"}");

        assertThat(look(Optional.empty()).state()).isEqualTo(State.MISSING);
    }

    @Test
    void remembersTheDefaultBranchThatWasBefore() throws Exception {
        answer(200, "{\"full_name\":\"studio/core\",\"default_branch\":\"main\"}");
        var first = look(Optional.empty());
        answer(200, "{\"full_name\":\"studio/core\",\"default_branch\":\"develop\",\"archived\":true}");
        var second = look(Optional.of(first));
        var third = look(Optional.of(second));

        assertThat(first.defaultBranchBefore()).isEmpty();
        assertThat(second.defaultBranchBefore()).contains("main");
        assertThat(second.archived()).isTrue();
        assertThat(third.defaultBranchBefore()).contains("main");
    }

    @Test
    void keepsWhatWasKnownWhileGitHubDoesNotAnswer() throws Exception {
        answer(200, "{\"full_name\":\"studio/kernel\",\"default_branch\":\"main\"}");
        var known = look(Optional.empty());
        answer(500, "");
        var failed = look(Optional.of(known));
        answer(401, "{\"message\":\"Bad credentials\"}");
        var refused = look(Optional.of(failed));

        assertThat(failed.state()).isEqualTo(State.FAILED);
        assertThat(failed.renamedTo(REPOSITORY)).contains("studio/kernel");
        assertThat(refused.code()).contains("GITHUB_CREDENTIAL_REFUSED");
        assertThat(refused.fullName()).contains("studio/kernel");
    }

    @Test
    void takesABlockedRepositoryForDisabled() throws Exception {
        answer(451, "{\"message\":\"Repository access blocked\"}");

        assertThat(look(Optional.empty()).disabled()).isTrue();
    }

    private void answer(int newStatus, String newBody) {
        status = newStatus;
        body = newBody;
    }

    private HostView look(Optional<HostView> before) throws InterruptedException {
        return new HostLook(api(new PersonalToken("ghp_1234567890")), Clock.systemUTC()).at(REPOSITORY, before).view();
    }

    private GitHubApi api(GitHubCredentials credentials) {
        var base = ApiBase.of(URI.create("http://127.0.0.1:" + host.getAddress().getPort()), Set.of());
        return new GitHubApi(new GitHubConnection(base, Duration.ofSeconds(5), Clock.systemUTC(), new SimpleMeterRegistry()),
                credentials);
    }
}
