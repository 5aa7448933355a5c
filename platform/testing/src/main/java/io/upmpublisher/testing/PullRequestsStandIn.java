package io.upmpublisher.testing;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.extension.ResponseTransformerV2;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.HttpHeaders;
import com.github.tomakehurst.wiremock.http.RequestMethod;
import com.github.tomakehurst.wiremock.http.Response;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;

/**
 * <a href="https://docs.github.com/rest/pulls/pulls">Pull requests</a> between branches that the repositories really have. They
 * are forgotten when the process ends.
 */
final class PullRequestsStandIn implements ResponseTransformerV2 {
    static final String NAME = "pull-requests";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path gitRoot;
    private final URI gitUrl;
    private final List<PullRequest> opened = new ArrayList<>();

    PullRequestsStandIn(Path gitRoot, URI gitUrl) {
        this.gitRoot = gitRoot;
        this.gitUrl = gitUrl;
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public boolean applyGlobally() {
        return false;
    }

    @Override
    public synchronized Response transform(Response response, ServeEvent event) {
        var request = event.getRequest();
        var path = URI.create(request.getUrl()).getPath().split("/");
        var repository = path[2] + "/" + path[3];
        if (request.getMethod().equals(RequestMethod.GET)) {
            return list(repository, request.queryParameter("head").isPresent()
                    ? request.queryParameter("head").firstValue()
                    : "");
        }
        try {
            return open(repository, JSON.readTree(request.getBodyAsString()) instanceof ObjectNode body ? body
                    : JSON.createObjectNode());
        } catch (JsonProcessingException e) {
            return json(400, JSON.createObjectNode().put("message", "Problems parsing JSON"));
        }
    }

    private Response list(String repository, String head) {
        var branch = head.substring(head.indexOf(':') + 1);
        var found = JSON.createArrayNode();
        opened.stream().filter(each -> each.repository().equals(repository) && (head.isEmpty() || each.head().equals(branch)))
                .map(this::shown).forEach(found::add);
        return json(200, found);
    }

    private Response open(String repository, ObjectNode body) {
        var head = body.path("head").asText();
        var base = body.path("base").asText();
        if (body.path("title").asText().isBlank() || !hasBranch(repository, base)) {
            return invalid("base", "invalid", "");
        }
        if (!hasBranch(repository, head)) {
            return invalid("head", "invalid", "");
        }
        if (opened.stream().anyMatch(each -> each.repository().equals(repository) && each.head().equals(head))) {
            return invalid("", "custom",
                    "A pull request already exists for " + repository.substring(0, repository.indexOf('/')) + ":" + head + ".");
        }
        var pullRequest = new PullRequest(opened.size() + 1, repository, head, base);
        opened.add(pullRequest);
        return json(201, shown(pullRequest));
    }

    private boolean hasBranch(String repository, String branch) {
        var directory = gitRoot.resolve(repository + ".git");
        return !branch.isBlank() && Files.isDirectory(directory)
                && !GitCommand.text(directory, "for-each-ref", "refs/heads/" + branch).isEmpty();
    }

    private ObjectNode shown(PullRequest pullRequest) {
        var shown = JSON.createObjectNode().put("number", pullRequest.number()).put("state", "open")
                .put("html_url", gitUrl + "/" + pullRequest.repository() + "/pull/" + pullRequest.number());
        shown.putObject("head").put("ref", pullRequest.head());
        shown.putObject("base").put("ref", pullRequest.base());
        return shown;
    }

    private static Response invalid(String field, String code, String message) {
        var body = JSON.createObjectNode().put("message", "Validation Failed").put("status", "422");
        var error = body.putArray("errors").addObject().put("resource", "PullRequest").put("code", code);
        if (!field.isEmpty()) {
            error.put("field", field);
        }
        if (!message.isEmpty()) {
            error.put("message", message);
        }
        return json(422, body);
    }

    private static Response json(int status, com.fasterxml.jackson.databind.JsonNode body) {
        return Response.response().status(status)
                .headers(new HttpHeaders(new HttpHeader("Content-Type", "application/json; charset=utf-8")))
                .body(body.toString()).build();
    }

    private record PullRequest(int number, String repository, String head, String base) {
    }
}
