package io.upmpublisher.command.webhook;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.JsonNode;

import io.upmpublisher.command.github.Pause;
import io.upmpublisher.github.GitHubAnswer;

/**
 * Creates the webhook or mends it, and proves by a ping that deliveries arrive. Done again, it changes nothing that is right.
 */
final class Registration {

    private static final int UNAUTHORIZED = 401;
    private static final int LOOKED_AT = 30;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    private final Hooks hooks;
    private final String address;
    private final String secret;
    private final Duration patience;
    private final Pause pause;
    private final Consumer<String> progress;

    /**
     * @param patience how long the ping's delivery is waited for, GitHub's answers apart
     * @param progress told each step
     */
    Registration(Hooks hooks, String address, String secret, Duration patience, Pause pause,
            Consumer<String> progress) {
        this.hooks = hooks;
        this.address = address;
        this.secret = secret;
        this.patience = patience;
        this.pause = pause;
        this.progress = progress;
    }

    /** What stands in the way; empty if it works. */
    Optional<String> perform() throws InterruptedException {
        return switch (hooks.find(address)) {
            case HookState.Forbidden(var reason) ->
                Optional.of("GitHub does not tell of the webhooks of " + hooks.target() + " ("
                        + reason + "): the credential needs admin:org_hook or admin:repo_hook, or the permission Webhooks");
            case HookState.Absent _ -> create();
            case HookState.Present present when present.faults().isEmpty() -> {
                progress.accept("the webhook of " + hooks.target() + " is there, and as it should be");
                yield prove(present.id(), false);
            }
            case HookState.Present present -> mend(present.id(), "it " + String.join("; ", present.faults()));
        };
    }

    private Optional<String> create() throws InterruptedException {
        var answer = hooks.create(address, secret);
        if (!answer.isSuccess()) {
            return refused("created", answer);
        }
        progress.accept("created a webhook of " + hooks.target() + " that leads to " + address);
        return prove(answer.body().path("id").asLong(), true);
    }

    private Optional<String> mend(long id, String why) throws InterruptedException {
        var answer = hooks.mend(id, address, secret);
        if (!answer.isSuccess()) {
            return refused("changed", answer);
        }
        progress.accept("mended the webhook of " + hooks.target() + ": " + why);
        return prove(id, true);
    }

    private Optional<String> prove(long id, boolean hasOurSecret) throws InterruptedException {
        Set<Long> before = new HashSet<>();
        hooks.deliveries(id, LOOKED_AT).forEach(each -> before.add(each.path("id").asLong()));
        var answer = hooks.ping(id);
        if (!answer.isSuccess()) {
            return refused("pinged", answer);
        }
        progress.accept("asked GitHub to ping it");
        var delivery = arrived(id, before);
        if (delivery.isEmpty()) {
            return Optional
                    .of("GitHub shows no delivery of the ping after " + patience.toSeconds() + " s: look at the webhook's "
                            + "Recent Deliveries, or run this again");
        }
        var status = delivery.get().path("status_code").asInt();
        if (status / 100 == 2) {
            progress.accept("the ping arrived: ingress answered " + status);
            return Optional.empty();
        }
        // Secrets are never shown, so that they differ is seen only here.
        if (status == UNAUTHORIZED && !hasOurSecret) {
            return mend(id, "ingress did not know its secret");
        }
        return Optional
                .of("the ping did not arrive at " + address + ": " + delivery.get().path("status").asText() + remedy(status));
    }

    private Optional<JsonNode> arrived(long id, Set<Long> before) throws InterruptedException {
        var waited = Duration.ZERO;
        while (true) {
            var ping = hooks.deliveries(id, LOOKED_AT).stream().filter(each -> !before.contains(each.path("id").asLong()))
                    .filter(each -> each.path("event").asText().equals("ping")).findFirst();
            if (ping.isPresent() || waited.compareTo(patience) >= 0) {
                return ping;
            }
            pause.last(LOOK_AGAIN);
            waited = waited.plus(LOOK_AGAIN);
        }
    }

    private static Optional<String> refused(String what, GitHubAnswer answer) {
        return Optional.of("GitHub does not let the webhook be " + what + ": " + Hooks.said(answer));
    }

    private static String remedy(int status) {
        return switch (status) {
            case UNAUTHORIZED ->
                ". Ingress does not have the first secret of GITHUB_WEBHOOK_SECRET that is set here: set it there";
            case 404 -> ". Let the proxy before ingress pass on /webhooks/*";
            default -> ". See whether ingress runs, and can be reached there from the internet";
        };
    }
}
