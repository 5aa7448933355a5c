package io.upmpublisher.testing.github;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * <a href="https://docs.github.com/rest/branches/branches">Branches</a> and
 * <a href="https://docs.github.com/rest/git/refs">references</a> of the real repositories.
 */
final class References {

    private final Repositories repositories;

    References(Repositories repositories) {
        this.repositories = repositories;
    }

    Answer branches(Call call) {
        return Page.of(call, repositories.git(call.repository()).branches(), branch -> branch(call, branch));
    }

    Answer branch(Call call) {
        var branch = call.name("branch");
        return repositories.git(call.repository()).head(branch).isPresent() ? Answer.ok(branch(call, branch))
                : Answer.message(404, "Branch not found");
    }

    Answer show(Call call) {
        var reference = "refs/" + call.name("ref");
        return repositories.git(call.repository()).target(reference)
                .map(target -> Answer.ok(shown(call, reference, target))).orElseGet(Answer::notFound);
    }

    Answer create(Call call) throws JsonProcessingException {
        var git = repositories.git(call.repository());
        var reference = call.body().path("ref").asText();
        var target = call.body().path("sha").asText();
        if (!reference.matches("refs/[^/]+/.+")) {
            return Answer.message(422, "Reference name must start with 'refs/' and have at least two slashes");
        }
        if (!git.hasObject(target)) {
            return Answer.message(422, "Object does not exist");
        }
        if (git.target(reference).isPresent()) {
            return Answer.message(422, "Reference already exists");
        }
        return git.create(reference, target) ? Answer.of(201, shown(call, reference, target))
                : Answer.message(422, "Reference could not be created");
    }

    Answer delete(Call call) {
        return repositories.git(call.repository()).delete("refs/" + call.name("ref")) ? Answer.empty(204)
                : Answer.message(422, "Reference does not exist");
    }

    private ObjectNode branch(Call call, String branch) {
        var commit = repositories.git(call.repository()).head(branch).orElse("");
        var shown = Answer.object().put("name", branch);
        shown.putObject("commit").put("sha", commit).put("url", api(call) + "/commits/" + commit);
        return shown.put("protected", false);
    }

    private static ObjectNode shown(Call call, String reference, String target) {
        var shown = Answer.object().put("ref", reference).put("url", api(call) + "/git/" + reference);
        shown.putObject("object").put("type", "commit").put("sha", target).put("url", api(call) + "/git/commits/" + target);
        return shown;
    }

    private static String api(Call call) {
        return call.base() + "/repos/" + call.repository();
    }
}
