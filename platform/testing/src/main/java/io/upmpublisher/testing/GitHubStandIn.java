package io.upmpublisher.testing;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.matching.MatchResult;

/** <a href="https://docs.github.com/rest">GitHub's API</a> for the repositories that lie below the git server's root. */
final class GitHubStandIn {
    private static final String REPOSITORY = "/repos/[A-Za-z0-9._-]+/[A-Za-z0-9._-]+";
    private static final String RELEASES = "/releases(/tags/.+)?";
    private static final int LOWEST_PRIORITY = 10;

    private final Path gitRoot;

    private GitHubStandIn(Path gitRoot) {
        this.gitRoot = gitRoot;
    }

    static void answer(WireMockServer server, Path gitRoot, URI gitUrl) {
        var known = new GitHubStandIn(gitRoot);
        server.stubFor(get(urlPathMatching(REPOSITORY)).andMatching(known::isKnown)
                .willReturn(json(200, """
                        {"id":1,"name":"{{request.pathSegments.[2]}}",\
                        "full_name":"{{request.pathSegments.[1]}}/{{request.pathSegments.[2]}}",\
                        "owner":{"login":"{{request.pathSegments.[1]}}","type":"Organization"},\
                        "private":false,"archived":false,"disabled":false,"fork":false,"default_branch":"master",\
                        "html_url":"%1$s/{{request.pathSegments.[1]}}/{{request.pathSegments.[2]}}",\
                        "clone_url":"%1$s/{{request.pathSegments.[1]}}/{{request.pathSegments.[2]}}.git",\
                        "permissions":{"admin":true,"push":true,"pull":true}}""".formatted(gitUrl))
                        .withTransformers("response-template")));
        server.stubFor(get(urlPathMatching(REPOSITORY + "/hooks(/[0-9]+/deliveries)?")).andMatching(known::isKnown)
                .willReturn(json(200, "[]")));
        server.stubFor(any(urlPathMatching(REPOSITORY + "/pulls")).andMatching(known::isKnown)
                .willReturn(aResponse().withTransformers(PullRequestsStandIn.NAME)));
        server.stubFor(any(urlPathMatching(REPOSITORY + RELEASES)).andMatching(known::isKnown)
                .willReturn(aResponse().withTransformers(ReleasesStandIn.NAME)));
        server.stubFor(any(urlPathMatching(REPOSITORY + "(/pulls|" + RELEASES + ")")).atPriority(1)
                .withHeader("Authorization", absent())
                .willReturn(json(401,
                        """
                                {"message":"Requires authentication","documentation_url":"https://docs.github.com/rest","status":"401"}""")));
        server.stubFor(any(anyUrl()).atPriority(LOWEST_PRIORITY)
                .willReturn(json(404, """
                        {"message":"Not Found","documentation_url":"https://docs.github.com/rest","status":"404"}""")));
    }

    private MatchResult isKnown(Request request) {
        var segments = URI.create(request.getUrl()).getPath().split("/");
        var onlyDots = segments[2].matches("[.]+") || segments[3].matches("[.]+");
        return MatchResult.of(!onlyDots && Files.isDirectory(gitRoot.resolve(segments[2]).resolve(segments[3] + ".git")));
    }

    private static ResponseDefinitionBuilder json(int status, String body) {
        return aResponse().withStatus(status).withHeader("Content-Type", "application/json; charset=utf-8").withBody(body);
    }
}
