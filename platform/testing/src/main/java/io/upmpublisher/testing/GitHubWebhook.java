package io.upmpublisher.testing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A webhook delivery as GitHub sends it: headers and the exact bytes that the signature covers
 * (<a href="https://docs.github.com/en/webhooks/webhook-events-and-payloads#push">push payload</a>).
 */
public final class GitHubWebhook {
    private static final String NO_COMMIT = "0".repeat(40);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String event;
    private final String delivery;
    private final ObjectNode payload;

    private GitHubWebhook(String event, String delivery, ObjectNode payload) {
        this.event = event;
        this.delivery = delivery;
        this.payload = payload;
    }

    /**
     * A push of these commits, oldest first, to a repository of {@code https://github.com} with the default branch
     * {@code main}.
     */
    public static GitHubWebhook push(String repository, String before, String after, String branch, PushedCommit... commits) {
        var payload = JSON.createObjectNode()
                .put("ref", "refs/heads/" + branch)
                .put("before", before)
                .put("after", after)
                .put("created", before.equals(NO_COMMIT))
                .put("deleted", after.equals(NO_COMMIT))
                .put("forced", false)
                .putNull("base_ref");
        var pushed = payload.putArray("commits");
        List.of(commits).forEach(commit -> pushed.add(commitNode(repository, commit)));
        if (commits.length == 0) {
            payload.putNull("head_commit");
        } else {
            payload.set("head_commit", commitNode(repository, commits[commits.length - 1]));
        }
        payload.put("compare", "https://github.com/" + repository + "/compare/" + before + "..." + after);
        payload.set("repository", repositoryNode(repository));
        payload.putObject("pusher").put("name", "sam").put("email", "sam@studio.example");
        payload.putObject("sender").put("login", "sam").put("id", 1001).put("type", "User");
        return new GitHubWebhook("push", UUID.randomUUID().toString(), payload);
    }

    public static GitHubWebhook ping() {
        var payload = JSON.createObjectNode().put("zen", "Keep it logically awesome.").put("hook_id", 4711);
        return new GitHubWebhook("ping", UUID.randomUUID().toString(), payload);
    }

    public GitHubWebhook withDelivery(String id) {
        return new GitHubWebhook(event, id, payload);
    }

    /** The delivery of another event type with the same payload. */
    public GitHubWebhook asEvent(String type) {
        return new GitHubWebhook(type, delivery, payload);
    }

    public GitHubWebhook forced() {
        return with("forced", true);
    }

    /** Replaces a top-level field. */
    public GitHubWebhook with(String field, Object value) {
        var changed = payload.deepCopy();
        changed.set(field, JSON.valueToTree(value));
        return new GitHubWebhook(event, delivery, changed);
    }

    public GitHubWebhook without(String field) {
        var changed = payload.deepCopy();
        changed.remove(field);
        return new GitHubWebhook(event, delivery, changed);
    }

    /** The payload for tests that want to bend it further. */
    public ObjectNode payload() {
        return payload.deepCopy();
    }

    public String event() {
        return event;
    }

    public String delivery() {
        return delivery;
    }

    public byte[] body() {
        return payload.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The headers that GitHub sends with {@link #body}, signed with the secret. */
    public Map<String, String> headers(String secret) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", "application/json");
        headers.put("User-Agent", "GitHub-Hookshot/0000000");
        headers.put("X-GitHub-Delivery", delivery);
        headers.put("X-GitHub-Event", event);
        headers.put("X-GitHub-Hook-ID", "4711");
        headers.put("X-GitHub-Hook-Installation-Target-Type", "organization");
        headers.put("X-Hub-Signature-256", signature(secret, body()));
        return headers;
    }

    public static String signature(String secret, byte[] body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime has HmacSHA256", e);
        }
    }

    private static ObjectNode commitNode(String repository, PushedCommit commit) {
        var node = JSON.createObjectNode()
                .put("id", commit.id())
                .put("tree_id", commit.id())
                .put("distinct", true)
                .put("message", commit.message())
                .put("timestamp", commit.time().toString())
                .put("url", "https://github.com/" + repository + "/commit/" + commit.id());
        for (var role : List.of("author", "committer")) {
            node.putObject(role).put("name", commit.author()).put("email", commit.author() + "@studio.example")
                    .put("username", commit.author());
        }
        commit.added().forEach(node.putArray("added")::add);
        commit.removed().forEach(node.putArray("removed")::add);
        commit.modified().forEach(node.putArray("modified")::add);
        return node;
    }

    private static ObjectNode repositoryNode(String repository) {
        var owner = repository.substring(0, repository.indexOf('/'));
        var name = repository.substring(repository.indexOf('/') + 1);
        var url = "https://github.com/" + repository;
        var node = JSON.createObjectNode()
                .put("id", 7001)
                .put("name", name)
                .put("full_name", repository)
                .put("private", true)
                .put("html_url", url)
                .put("clone_url", url + ".git")
                .put("default_branch", "main")
                .put("master_branch", "main")
                .put("archived", false);
        node.putObject("owner").put("name", owner).put("login", owner).put("id", 2001).put("type", "Organization");
        return node;
    }
}
