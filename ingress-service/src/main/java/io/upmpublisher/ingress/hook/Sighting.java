package io.upmpublisher.ingress.hook;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What was seen of a webhook.
 *
 * @param hook GitHub's number of it, where it points here
 * @param detail what a person would want to know beside the state; often empty
 */
record Sighting(HookState state, Optional<Long> hook, String detail) {

    static Sighting unreadable(String why) {
        return new Sighting(HookState.UNREADABLE, Optional.empty(), why);
    }

    /** Judges a list of webhooks (https://docs.github.com/rest/orgs/webhooks#list-organization-webhooks): the best counts. */
    static Sighting of(Collection<JsonNode> hooks, HookAddress here) {
        return hooks.stream().filter(hook -> here.isIn(hook.path("config"))).map(Sighting::of)
                .min(Comparator.comparing(Sighting::state)).orElseGet(() -> missing(hooks, here));
    }

    private static Sighting of(JsonNode hook) {
        return new Sighting(state(hook), Optional.of(hook.path("id").asLong()), "");
    }

    // In the order of HookState, so that what is said first is what hinders most.
    private static HookState state(JsonNode hook) {
        if (!hook.path("active").asBoolean(true)) {
            return HookState.INACTIVE;
        }
        if (!hook.path("config").path("content_type").asText().equals("json")) {
            return HookState.SENDS_FORMS;
        }
        return StreamSupport.stream(hook.path("events").spliterator(), false).map(JsonNode::asText)
                .anyMatch(event -> event.equals("push") || event.equals("*")) ? HookState.FOUND : HookState.WITHOUT_PUSH;
    }

    private static Sighting missing(Collection<JsonNode> hooks, HookAddress here) {
        var similar = hooks.stream().map(hook -> hook.path("config")).filter(here::isNearly).findFirst();
        return new Sighting(HookState.MISSING, Optional.empty(),
                similar.map(config -> "There is one to another host: " + HookAddress.shown(config) + ".").orElse(""));
    }
}
