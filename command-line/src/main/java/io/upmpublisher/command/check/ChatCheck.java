package io.upmpublisher.command.check;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import io.upmpublisher.command.http.Reply;
import io.upmpublisher.command.settings.Settings;
import io.upmpublisher.command.settings.Variable;

/** Whether the chat's webhook is there. No message is sent. */
final class ChatCheck implements Check {

    private static final Pattern WEBHOOK = Pattern.compile("https?://[^/?#\\s]+/api(/v\\d+)?/webhooks/\\d+/[\\w.-]+");

    @Override
    public String name() {
        return "chat";
    }

    @Override
    public List<Finding> look(Surroundings here) throws InterruptedException {
        var webhook = here.value(Variable.DISCORD_WEBHOOK_UPM);
        if (webhook.isEmpty()) {
            return List.of(Finding.notAsked("the chat", "DISCORD_WEBHOOK_UPM is not set: no message is sent."));
        }
        if (!WEBHOOK.matcher(webhook.get()).matches()) {
            return List.of(Finding.wrong("DISCORD_WEBHOOK_UPM is no address of a Discord webhook",
                    "Copy it in the channel's settings, Integrations, Webhooks: https://discord.com/api/webhooks/<id>/<token>."));
        }
        var address = URI.create(webhook.get());
        if (!here.settings().isProtected(address)) {
            return List.of(Finding.notAsked("the chat", "Without TLS its address, which is a secret, could be read by all."));
        }
        var findings = new ArrayList<Finding>();
        findings.add(judged(here.get(address), address));
        var thread = here.value(Variable.DISCORD_THREAD_ID);
        if (thread.isPresent()) {
            findings.add(thread.get().matches("\\d{17,20}")
                    ? Finding.notAsked("whether the thread " + thread.get() + " is one of the webhook's channel",
                            "Only a message would show it; its form is right.")
                    : Finding.wrong("DISCORD_THREAD_ID is no id of Discord's", "Copy the thread's id: 17 to 20 digits."));
        }
        return findings;
    }

    private static Finding judged(Reply reply, URI address) {
        return switch (reply) {
            case Reply.Unanswered(var reason) ->
                Finding.wrong("the chat at " + address.getHost() + " was not reached: " + reason,
                        Settings.isLoopback(address) ? "Start what stands in for it." : "Check the network from here.");
            case Reply.Answered answer when answer.isSuccess() -> Finding.ok("the chat knows the webhook "
                    + answer.json().path("name").asText() + " (" + answer.json().path("id").asText() + ")");
            case Reply.Answered answer when answer.status() == 401 || answer.status() == 404 -> Finding.wrong(
                    "the chat does not know the webhook (" + answer.status() + ")",
                    "It was deleted: make another, and set it.");
            case Reply.Answered answer -> Finding.warning("the chat answers " + answer.status(),
                    "Look again later: limits and outages pass.");
        };
    }
}
