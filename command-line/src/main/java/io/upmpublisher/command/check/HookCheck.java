package io.upmpublisher.command.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

import io.upmpublisher.command.github.GitHubAccess;
import io.upmpublisher.command.settings.Variable;
import io.upmpublisher.command.webhook.HookState;
import io.upmpublisher.command.webhook.HookTarget;
import io.upmpublisher.command.webhook.Hooks;

/** Whether a webhook tells ingress of pushes, and whether what it sent lately has arrived. */
final class HookCheck implements Check {

    private static final String REGISTER = "Create or mend it: deploy/upm webhook register ";

    @Override
    public String name() {
        return "hook";
    }

    @Override
    public List<Finding> look(Surroundings here) throws InterruptedException {
        var ingress = here.settings().url(Variable.UPM_INGRESS_URL);
        var access = GitHubAccess.of(here.settings(), here.patience());
        if (ingress.isEmpty() || !access.rest().hasCredentials()) {
            return List.of(Finding.notAsked("the webhook", ingress.isEmpty() ? "Set UPM_INGRESS_URL, where it should lead."
                    : "GitHub tells of webhooks only to those who may change them: set GH_PAT or a GitHub App."));
        }
        var findings = new ArrayList<Finding>();
        var address = Hooks.addressAt(ingress.get());
        var served = new HashSet<String>();
        var appServes = false;
        if (access.rest().isApp()) {
            var look = AppHookLook.at(access.rest(), address, here.isFast());
            findings.addAll(look.findings());
            appServes = look.serves();
        }
        for (var owner : here.settings().list(Variable.UPM_TRUSTED_OWNERS)) {
            var installation = access.rest().isApp() ? Installation.of(access.rest(), owner) : Installation.INSTALLED;
            if (installation != Installation.INSTALLED) {
                findings.add(installation.finding(owner));
                continue;
            }
            var hooks = new Hooks(access.rest(), new HookTarget.Organization(owner));
            var state = hooks.find(address);
            if (state instanceof HookState.Present) {
                served.add(owner.toLowerCase(Locale.ROOT));
            }
            if (state instanceof HookState.Present || !appServes) {
                findings.addAll(judged(here, hooks, address, state));
            }
        }
        for (var repository : here.repositories()) {
            var installation = access.rest().isApp() ? Installation.of(access.rest(), repository) : Installation.INSTALLED;
            if (installation != Installation.INSTALLED) {
                findings.add(installation.finding(repository.toString()));
                continue;
            }
            var hooks = new Hooks(access.rest(), new HookTarget.Repository(repository));
            var state = hooks.find(address);
            // One webhook is enough: the organisation's tells of all its repositories, the App's of all that it is installed for.
            if (state instanceof HookState.Present
                    || !appServes && !served.contains(repository.owner().toLowerCase(Locale.ROOT))) {
                findings.addAll(judged(here, hooks, address, state));
            }
        }
        return findings.isEmpty() ? List.of(Finding.notAsked("the webhook", "Set UPM_TRUSTED_OWNERS, or name --repository."))
                : findings;
    }

    private static List<Finding> judged(Surroundings here, Hooks hooks, String address, HookState state)
            throws InterruptedException {
        var target = hooks.target();
        return switch (state) {
            case HookState.Forbidden(var reason) -> List.of(Finding.notAsked("the webhook of " + target,
                    "GitHub does not tell of it (" + reason + "): the credential needs admin:org_hook, or Webhooks of the "
                            + "organisation; or there is no such organisation."));
            case HookState.Absent _ -> List.of(target instanceof HookTarget.Organization
                    ? Finding.warning("no webhook of " + target + " leads to " + address,
                            REGISTER + target.option()
                                    + ". It may be a repository's or the App's, or dispatchers take its place.")
                    : Finding.wrong("no webhook of " + target + " leads to " + address, REGISTER + target.option()));
            case HookState.Present present -> present(here, hooks, present);
        };
    }

    private static List<Finding> present(Surroundings here, Hooks hooks, HookState.Present present)
            throws InterruptedException {
        var target = hooks.target();
        if (!present.faults().isEmpty()) {
            return List.of(Finding.wrong("the webhook of " + target + " " + String.join("; ", present.faults()),
                    REGISTER + target.option()));
        }
        var good = Finding.ok("the webhook of " + target + " leads here, is active, and tells of pushes");
        return here.isFast() ? List.of(good)
                : List.of(good,
                        Deliveries.judged("the webhook of " + target, hooks.deliveries(present.id(), Deliveries.LATELY),
                                REGISTER + target.option() + " gives GitHub that of GITHUB_WEBHOOK_SECRET."));
    }
}
