package io.upmpublisher.command.check;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

import io.upmpublisher.command.webhook.AppHook;
import io.upmpublisher.github.GitHubApi;

/**
 * Whether the GitHub App's own webhook tells ingress of pushes. It may be left unset where organisations' webhooks do.
 *
 * @param serves whether it brings the pushes of what the App is installed for, so that no other is needed there
 */
record AppHookLook(boolean serves, List<Finding> findings) {

    // The API can set the address, but not the events; people find all of it in one place.
    private static final String SETTINGS = " in the App's settings at GitHub (Developer settings → GitHub Apps).";
    private static final String SECRET = "set the first of GITHUB_WEBHOOK_SECRET as Webhook secret" + SETTINGS;

    AppHookLook {
        findings = List.copyOf(findings);
    }

    static AppHookLook at(GitHubApi api, String address, boolean isFast) throws InterruptedException {
        var hook = AppHook.seen(api);
        if (hook.refusal().isPresent()) {
            return new AppHookLook(false, List.of(Finding.notAsked("the App's own webhook",
                    "GitHub does not tell of it: " + hook.refusal().get())));
        }
        if (hook.url().isEmpty()) {
            return new AppHookLook(false, List.of());
        }
        if (!hook.leadsTo(address)) {
            return new AppHookLook(false, List.of(Finding.warning("the App's own webhook leads to "
                    + hook.url().replaceAll("[?#].*", "") + " and not to " + address,
                    "Set the Webhook URL" + SETTINGS + " Where organisations' webhooks bring the pushes, switch it off.")));
        }
        var findings = new ArrayList<Finding>();
        findings.add(hook.faults().isEmpty() ? Finding.ok("the App's own webhook leads here, and tells of pushes")
                : Finding.wrong("the App's own webhook " + String.join("; ", hook.faults()), "Set its URL, secret, SSL "
                        + "verification, content type application/json, and under Permissions & events the event Push"
                        + SETTINGS));
        if (!isFast) {
            findings.add(judged(AppHook.deliveries(api, Deliveries.LATELY)));
        }
        return new AppHookLook(hook.faults().isEmpty(), findings);
    }

    // Nothing else that GitHub tells depends on whether it is active.
    private static Finding judged(List<JsonNode> deliveries) {
        return deliveries.isEmpty() ? Finding.warning("the App's own webhook has delivered nothing lately",
                "It may be switched off, or nothing was pushed: see that Active is ticked under Webhook" + SETTINGS)
                : Deliveries.judged("the App's own webhook", deliveries, SECRET);
    }
}
