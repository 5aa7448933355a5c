package io.upmpublisher.command.webhook;

import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import io.upmpublisher.github.As;
import io.upmpublisher.github.GitHubAnswer;
import io.upmpublisher.github.GitHubApi;

/**
 * The one webhook of the GitHub App that is asked as (https://docs.github.com/rest/apps/webhooks). Only its settings can tell
 * whether it is active; the API does not.
 *
 * @param url where it leads; empty where none is set
 * @param faults as in {@link HookState.Present}
 * @param refusal what GitHub said instead
 */
public record AppHook(String url, List<String> faults, Optional<String> refusal) {

    private static final String PATH = "/app/hook";
    private static final int NOT_FOUND = 404;

    public AppHook {
        faults = List.copyOf(faults);
    }

    /** As it is now. */
    public static AppHook seen(GitHubApi api) throws InterruptedException {
        var config = api.get(As.app(), PATH + "/config");
        if (config.status() == NOT_FOUND) {
            return new AppHook("", List.of(), Optional.empty());
        }
        // What it is told of is said elsewhere than where it leads.
        var app = config.isSuccess() ? api.get(As.app(), "/app") : config;
        if (!app.isSuccess()) {
            return refused(app);
        }
        var hook = JsonNodeFactory.instance.objectNode().put("active", true);
        hook.set("config", config.body());
        hook.set("events", app.body().path("events"));
        return new AppHook(config.body().path("url").asText(), Hooks.faults(hook), Optional.empty());
    }

    /** The newest first. */
    public static List<JsonNode> deliveries(GitHubApi api, int most) throws InterruptedException {
        var answer = api.get(As.app(), PATH + "/deliveries?per_page=" + most);
        return answer.isSuccess() ? StreamSupport.stream(answer.body().spliterator(), false).toList() : List.of();
    }

    public boolean leadsTo(String address) {
        return Hooks.isAddress(url, address);
    }

    private static AppHook refused(GitHubAnswer answer) {
        return new AppHook("", List.of(), Optional.of(Hooks.said(answer)));
    }
}
