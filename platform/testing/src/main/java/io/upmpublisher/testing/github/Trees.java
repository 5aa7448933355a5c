package io.upmpublisher.testing.github;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * <a href="https://docs.github.com/rest/git/trees">Trees</a> and <a href="https://docs.github.com/rest/git/blobs">blobs</a>.
 */
final class Trees {

    private static final Base64.Encoder ENCODER = Base64.getMimeEncoder(60, "\n".getBytes(StandardCharsets.US_ASCII));
    /** GitHub's own limit is 100,000. */
    private static final int SHOWN_OF_TRUNCATED = 1;

    private final Repositories repositories;
    private final Set<String> truncated = ConcurrentHashMap.newKeySet();

    Trees(Repositories repositories) {
        this.repositories = repositories;
    }

    void truncate(String repository) {
        truncated.add(repository);
    }

    Answer show(Call call) {
        var git = repositories.git(call.repository());
        if (git.branches().isEmpty()) {
            return Answer.message(409, "Git Repository is empty.");
        }
        var commit = git.commit(call.name("tree"));
        if (commit.isEmpty()) {
            return Answer.notFound();
        }
        var entries = call.query("recursive").isPresent() ? git.listAll(commit.get()) : git.list(commit.get(), "");
        var isTruncated = truncated.contains(call.repository()) && entries.size() > SHOWN_OF_TRUNCATED;
        var shown = Answer.object().put("sha", git.target(commit.get() + "^{tree}").orElseThrow())
                .put("truncated", isTruncated);
        var array = shown.putArray("tree");
        for (var entry : isTruncated ? entries.subList(0, SHOWN_OF_TRUNCATED) : entries) {
            var each = array.addObject().put("path", entry.path()).put("mode", entry.mode()).put("type", entry.type())
                    .put("sha", entry.id());
            if (entry.type().equals("blob")) {
                each.put("size", entry.size());
            }
        }
        return Answer.ok(shown);
    }

    Answer blob(Call call) {
        var git = repositories.git(call.repository());
        var id = call.name("blob");
        if (!git.hasObject(id)) {
            return Answer.notFound();
        }
        var content = git.content(id);
        return Answer.ok(Answer.object().put("sha", id).put("size", content.length).put("encoding", "base64").put("content",
                ENCODER.encodeToString(content) + "\n"));
    }
}
