package io.upmpublisher.testing.github;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Consumer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.upmpublisher.testing.UnityRepository;
import io.upmpublisher.testing.github.GitDirectory.Entry;

/** <a href="https://docs.github.com/rest/repos/contents">Files</a> of branches, read and committed one by one. */
final class Contents {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** GitHub's base64 has line breaks. */
    private static final Base64.Encoder ENCODER = Base64.getMimeEncoder(60, "\n".getBytes(StandardCharsets.US_ASCII));

    private final Repositories repositories;

    Contents(Repositories repositories) {
        this.repositories = repositories;
    }

    Answer show(Call call) {
        var git = repositories.git(call.repository());
        var revision = call.query("ref").orElseGet(git::defaultBranch);
        var commit = git.commit(revision);
        if (commit.isEmpty()) {
            return call.query("ref").isPresent() ? Answer.message(404, "No commit found for the ref " + revision)
                    : Answer.message(404, "This repository is empty.");
        }
        var path = path(call);
        if (path.isEmpty()) {
            return folder(call, git, commit.get(), "");
        }
        return entry(git, commit.get(), path)
                .map(entry -> entry.type().equals("tree") ? folder(call, git, commit.get(), path + "/")
                        : Answer.ok(withContent(shown(call, entry), git.content(entry.id()))))
                .orElseGet(Answer::notFound);
    }

    Answer put(Call call) throws JsonProcessingException {
        var body = call.body();
        if (!body.hasNonNull("message") || !body.hasNonNull("content")) {
            return Answer.message(422, "Invalid request.\n\n\"message\" and \"content\" must be supplied.");
        }
        byte[] content;
        try {
            content = Base64.getMimeDecoder().decode(body.path("content").asText());
        } catch (IllegalArgumentException e) {
            return Answer.message(422, "content is not valid Base64");
        }
        return commit(call, body, repository -> repository.file(path(call), content));
    }

    Answer delete(Call call) throws JsonProcessingException {
        var body = call.body();
        return body.hasNonNull("sha") ? commit(call, body, repository -> repository.delete(path(call)))
                : Answer.message(422, "Invalid request.\n\n\"sha\" wasn't supplied.");
    }

    private Answer commit(Call call, ObjectNode body, Consumer<UnityRepository> change) {
        var git = repositories.git(call.repository());
        var branch = body.path("branch").asText(git.defaultBranch());
        var head = git.head(branch);
        if (head.isEmpty() && !(git.branches().isEmpty() && branch.equals(git.defaultBranch()))) {
            return Answer.message(404, "Branch " + branch + " not found");
        }
        var present = head.flatMap(commit -> entry(git, commit, path(call)));
        var conflict = conflict(path(call), present, body.path("sha"));
        if (conflict.isPresent()) {
            return conflict.get();
        }
        var repository = repositories.opened(call.repository(), branch);
        change.accept(repository);
        var author = body.path("author").isObject() ? body.path("author") : body.path("committer");
        String commit;
        try {
            commit = repository.commit(body.path("message").asText(), author.path("name").asText("Octo Cat"),
                    author.path("email").asText("octocat@users.noreply.github.com"));
        } catch (IllegalStateException e) {
            // Somebody pushed meanwhile.
            return Answer.message(409, branch + " is not at " + head.orElse("its first commit") + " any more");
        }
        var answer = Answer.object();
        var now = entry(git, commit, path(call));
        answer.set("content", now.<JsonNode> map(entry -> shown(call, entry)).orElseGet(JSON::nullNode));
        answer.putObject("commit").put("sha", commit).put("message", body.path("message").asText())
                .put("html_url", repositories.page(call.repository(), "/commit/" + commit));
        return Answer.of(present.isEmpty() ? 201 : 200, answer);
    }

    // Who changes a file says which one he saw.
    private static Optional<Answer> conflict(String path, Optional<Entry> present, JsonNode seen) {
        if (present.isEmpty()) {
            return seen.isTextual() ? Optional.of(Answer.message(409, path + " does not match " + seen.asText()))
                    : Optional.empty();
        }
        if (!seen.isTextual()) {
            return Optional.of(Answer.message(422, "Invalid request.\n\n\"sha\" wasn't supplied."));
        }
        return seen.asText().equals(present.get().id()) ? Optional.empty()
                : Optional.of(Answer.message(409, path + " does not match " + seen.asText()));
    }

    private static Optional<Entry> entry(GitDirectory git, String commit, String path) {
        return git.list(commit, path).stream().filter(entry -> entry.path().equals(path)).findFirst();
    }

    private static Answer folder(Call call, GitDirectory git, String commit, String path) {
        var listed = JSON.createArrayNode();
        git.list(commit, path).forEach(entry -> listed.add(shown(call, entry)));
        return Answer.ok(listed);
    }

    private static ObjectNode shown(Call call, Entry entry) {
        var type = switch (entry.type()) {
            case "tree" -> "dir";
            case "commit" -> "submodule";
            default -> "file";
        };
        return Answer.object().put("type", type).put("name", entry.path().substring(entry.path().lastIndexOf('/') + 1))
                .put("path", entry.path()).put("sha", entry.id()).put("size", entry.size())
                .put("url", call.base() + "/repos/" + call.repository() + "/contents/" + entry.path());
    }

    private static ObjectNode withContent(ObjectNode shown, byte[] content) {
        return shown.put("encoding", "base64").put("content", ENCODER.encodeToString(content) + "\n");
    }

    private static String path(Call call) {
        return call.name("path").replaceAll("^/+|/+$", "");
    }
}
