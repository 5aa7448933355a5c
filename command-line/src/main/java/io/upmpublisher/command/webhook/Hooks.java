package io.upmpublisher.command.webhook;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.upmpublisher.github.GitHubAnswer;
import io.upmpublisher.github.GitHubApi;

/** The webhooks of an organisation or a repository (https://docs.github.com/rest/orgs/webhooks). */
public final class Hooks {

    /** What ingress does something about; GitHub sends a ping whatever is chosen. */
    private static final List<String> EVENTS = List.of("push");
    private static final String PATH = "/webhooks/github";
    private static final int MOST_PAGES = 5;

    private final GitHubApi api;
    private final HookTarget target;

    public Hooks(GitHubApi api, HookTarget target) {
        this.api = api;
        this.target = target;
    }

    /** Where a webhook has to lead for an ingress. */
    public static String addressAt(URI ingress) {
        return ingress + PATH;
    }

    public HookTarget target() {
        return target;
    }

    public HookState find(String address) throws InterruptedException {
        var pages = api.pages(target.as(), target.path() + "?per_page=100", MOST_PAGES);
        while (pages.hasNext()) {
            var page = pages.next();
            if (!page.isSuccess()) {
                return new HookState.Forbidden(said(page));
            }
            for (var hook : page.body()) {
                if (isAddress(hook.at("/config/url").asText(), address)) {
                    return new HookState.Present(hook.path("id").asLong(), faults(hook));
                }
            }
        }
        return new HookState.Absent();
    }

    /** The newest first. */
    public List<JsonNode> deliveries(long hook, int most) throws InterruptedException {
        var answer = api.get(target.as(), target.path() + "/" + hook + "/deliveries?per_page=" + most);
        return answer.isSuccess() ? StreamSupport.stream(answer.body().spliterator(), false).toList() : List.of();
    }

    GitHubAnswer create(String address, String secret) throws InterruptedException {
        return api.post(target.as(), target.path(), wanted(address, secret).put("name", "web"));
    }

    GitHubAnswer mend(long hook, String address, String secret) throws InterruptedException {
        return api.patch(target.as(), target.path() + "/" + hook, wanted(address, secret));
    }

    GitHubAnswer ping(long hook) throws InterruptedException {
        return api.post(target.as(), target.path() + "/" + hook + "/pings");
    }

    static String said(GitHubAnswer answer) {
        return answer.status() + (answer.message().isEmpty() ? "" : " " + answer.message());
    }

    static boolean isAddress(String url, String address) {
        return url.replaceAll("/+$", "").equals(address);
    }

    static List<String> faults(JsonNode hook) {
        var faults = new ArrayList<String>();
        if (!hook.path("active").asBoolean()) {
            faults.add("is switched off");
        }
        if (!hook.at("/config/content_type").asText().equals("json")) {
            faults.add("sends forms instead of JSON, which ingress refuses");
        }
        if (!hook.at("/config/insecure_ssl").asText("0").equals("0")) {
            faults.add("does not look at the certificate");
        }
        if (!hook.at("/config/secret").isTextual()) {
            faults.add("has no secret");
        }
        var events = StreamSupport.stream(hook.path("events").spliterator(), false).map(JsonNode::asText).toList();
        if (!events.contains("*") && !events.containsAll(EVENTS)) {
            faults.add("does not tell of pushes");
        }
        return faults;
    }

    private static ObjectNode wanted(String address, String secret) {
        var wanted = JsonNodeFactory.instance.objectNode().put("active", true);
        EVENTS.forEach(wanted.putArray("events")::add);
        wanted.putObject("config").put("url", address).put("content_type", "json").put("insecure_ssl", "0").put("secret",
                secret);
        return wanted;
    }
}
