package io.upmpublisher.ingress.hook;

import java.util.Optional;

/** How a webhook is. */
enum HookState {

    /** It was not looked at yet. */
    UNSEEN,
    /** It points here and sends what is needed. */
    FOUND,
    MISSING("HOOK_MISSING", "No webhook points here",
            "Add one on GitHub: the payload URL of UPM_WEBHOOK_URL, content type application/json, a secret of "
                    + "GITHUB_WEBHOOK_SECRET, the event push."),
    INACTIVE("HOOK_INACTIVE", "The webhook is switched off", "Tick \"Active\" in the webhook's settings on GitHub."),
    SENDS_FORMS("HOOK_SENDS_FORMS", "The webhook sends forms, which are refused",
            "Set \"Content type\" to application/json in the webhook's settings on GitHub."),
    WITHOUT_PUSH("HOOK_WITHOUT_PUSH", "The webhook does not send pushes",
            "Tick the event \"Pushes\" in the webhook's settings on GitHub."),
    UNREADABLE("HOOK_UNREADABLE", "It cannot be seen whether GitHub's deliveries arrive",
            "Let the credential read webhooks and deliver again (admin:org_hook or admin:repo_hook of a token; \"Webhooks: "
                    + "read and write\" of an App), or name in UPM_GITHUB_HOOKS where the webhook is.");

    private final Optional<Alarm> alarm;

    HookState() {
        this.alarm = Optional.empty();
    }

    HookState(String code, String cause, String remedy) {
        this.alarm = Optional.of(new Alarm(code, cause, remedy));
    }

    /** What to tell where nothing better serves the owner; empty where all is well or nothing is known. */
    Optional<Alarm> alarm() {
        return alarm;
    }

    /** Whether there is a webhook with our address, for better or worse. */
    boolean pointsHere() {
        return switch (this) {
            case FOUND, INACTIVE, SENDS_FORMS, WITHOUT_PUSH -> true;
            case UNSEEN, MISSING, UNREADABLE -> false;
        };
    }

    record Alarm(String code, String cause, String remedy) {
    }
}
