package io.upmpublisher.testing;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.extension.ResponseTransformerV2;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.HttpHeaders;
import com.github.tomakehurst.wiremock.http.RequestMethod;
import com.github.tomakehurst.wiremock.http.Response;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;

/**
 * <a href="https://docs.github.com/rest/releases/releases">Releases</a> of tags that the repositories have, or get by them.
 * They
 * are forgotten when the process ends.
 */
final class ReleasesStandIn implements ResponseTransformerV2 {
    static final String NAME = "releases";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path gitRoot;
    private final URI gitUrl;
    private final List<Release> made = new ArrayList<>();

    ReleasesStandIn(Path gitRoot, URI gitUrl) {
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
        var path = URI.create(request.getUrl()).getRawPath().split("/", 7);
        var repository = path[2] + "/" + path[3];
        if (request.getMethod().equals(RequestMethod.GET)) {
            return path.length < 7 ? list(repository)
                    : find(repository, URLDecoder.decode(path[6], StandardCharsets.UTF_8))
                            .map(release -> json(200, shown(release)))
                            .orElseGet(() -> json(404, JSON.createObjectNode().put("message", "Not Found")
                                    .put("documentation_url", "https://docs.github.com/rest").put("status", "404")));
        }
        try {
            return make(repository, JSON.readTree(request.getBodyAsString()) instanceof ObjectNode body ? body
                    : JSON.createObjectNode());
        } catch (JsonProcessingException e) {
            return json(400, JSON.createObjectNode().put("message", "Problems parsing JSON"));
        }
    }

    private Response list(String repository) {
        var found = JSON.createArrayNode();
        made.stream().filter(release -> release.repository().equals(repository)).map(this::shown).forEach(found::add);
        return json(200, found);
    }

    private Response make(String repository, ObjectNode body) {
        var tag = body.path("tag_name").asText();
        if (tag.isBlank()) {
            return invalid("tag_name", "missing_field");
        }
        if (find(repository, tag).isPresent()) {
            return invalid("tag_name", "already_exists");
        }
        if (!hasTag(repository, tag) && !tagged(repository, tag, body.path("target_commitish").asText())) {
            return invalid("target_commitish", "invalid");
        }
        var release = new Release(made.size() + 1, repository, tag, body.path("name").asText(), body.path("body").asText(),
                body.path("prerelease").asBoolean());
        made.add(release);
        return json(201, shown(release));
    }

    private Optional<Release> find(String repository, String tag) {
        return made.stream().filter(release -> release.repository().equals(repository) && release.tag().equals(tag))
                .findFirst();
    }

    private boolean hasTag(String repository, String tag) {
        return !GitCommand.text(gitRoot.resolve(repository + ".git"), "for-each-ref", "refs/tags/" + tag).isEmpty();
    }

    /** GitHub sets a tag that is missing. */
    private boolean tagged(String repository, String tag, String target) {
        var directory = gitRoot.resolve(repository + ".git");
        if (!Files.isDirectory(directory) || !target.matches("[0-9a-f]{40}")) {
            return false;
        }
        try {
            GitCommand.text(directory, "update-ref", "refs/tags/" + tag, target, "0".repeat(40));
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private ObjectNode shown(Release release) {
        return JSON.createObjectNode().put("id", release.id()).put("tag_name", release.tag()).put("name", release.name())
                .put("body", release.body()).put("draft", false).put("prerelease", release.preliminary())
                .put("html_url", gitUrl + "/" + release.repository() + "/releases/tag/" + release.tag());
    }

    private static Response invalid(String field, String code) {
        var body = JSON.createObjectNode().put("message", "Validation Failed").put("status", "422");
        body.putArray("errors").addObject().put("resource", "Release").put("code", code).put("field", field);
        return json(422, body);
    }

    private static Response json(int status, JsonNode body) {
        return Response.response().status(status)
                .headers(new HttpHeaders(new HttpHeader("Content-Type", "application/json; charset=utf-8")))
                .body(body.toString()).build();
    }

    private record Release(int id, String repository, String tag, String name, String body, boolean preliminary) {
    }
}
