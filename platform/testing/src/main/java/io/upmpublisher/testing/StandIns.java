package io.upmpublisher.testing;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;

import io.upmpublisher.testing.github.GitHubStandIn;

/**
 * Answers as Discord, Gemini and GitHub's API are documented to, and records every request; WireMock's admin API below
 * {@code /__admin} shows them and takes other answers.
 */
public final class StandIns implements AutoCloseable {
    /** A long session on one machine must not fill the heap with recorded requests. */
    private static final int RECORDED_REQUESTS = 20_000;

    private static final int LOWEST_PRIORITY = 10;

    private final WireMockServer server;
    private final GitHubStandIn gitHub;

    private StandIns(WireMockServer server, GitHubStandIn gitHub) {
        this.server = server;
        this.gitHub = gitHub;
    }

    /**
     * @param port port on loopback, 0 for any free one
     * @param gitRoot bare repositories {@code owner/name.git}: the ones that GitHub's API knows
     */
    public static StandIns start(int port, Path gitRoot, URI gitUrl) {
        var gitHub = new GitHubStandIn(gitRoot, gitUrl);
        var server = new WireMockServer(wireMockConfig()
                .bindAddress("127.0.0.1")
                .port(port)
                .maxRequestJournalEntries(RECORDED_REQUESTS)
                .globalTemplating(false)
                .extensions(gitHub.extension()));
        DiscordStandIn.answer(server);
        GeminiStandIn.answer(server);
        // GitHub's API has no path of its own: whatever nobody else answers is its.
        server.stubFor(any(anyUrl()).atPriority(LOWEST_PRIORITY)
                .willReturn(aResponse().withTransformers(GitHubStandIn.NAME)));
        server.start();
        return new StandIns(server, gitHub);
    }

    /** Runs the git server and the stand-ins on the ports that the environment names until the process ends. */
    public static void main(String[] arguments) {
        var root = Path.of(required("UPM_GIT_ROOT"));
        var git = GitHttpServer.start(root, GitServerOptions.defaults().onPort(Integer.parseInt(required("UPM_GIT_PORT"))));
        System.out.println("Serving " + root + " at " + git.url());
        var standIns = start(Integer.parseInt(required("UPM_STANDIN_PORT")), root, git.url());
        System.out.println("Standing in for Discord, Gemini and GitHub's API at " + standIns.url());
    }

    public URI url() {
        return URI.create(server.baseUrl());
    }

    /** What GitHub's API knows beside the repositories. */
    public GitHubStandIn gitHub() {
        return gitHub;
    }

    /** What came in, whatever was answered, the oldest first. */
    public List<Served> served() {
        return server.getAllServeEvents().reversed().stream().map(Served::from).toList();
    }

    /** Forgets what came in so far. */
    public void forgetServed() {
        server.resetRequests();
    }

    /**
     * A request, and how it was answered.
     *
     * @param status as it was meant to be answered, also where the connection was made to break
     */
    public record Served(String path, String body, int status, Instant at) {

        private static Served from(ServeEvent event) {
            return new Served(event.getRequest().getUrl(), event.getRequest().getBodyAsString(),
                    event.getResponse().getStatus(),
                    event.getRequest().getLoggedDate().toInstant());
        }
    }

    @Override
    public void close() {
        server.stop();
        gitHub.close();
    }

    private static String required(String variable) {
        var value = System.getenv(variable);
        if (value == null || value.isBlank()) {
            throw new IllegalStateException(variable + " is not set");
        }
        return value;
    }
}
