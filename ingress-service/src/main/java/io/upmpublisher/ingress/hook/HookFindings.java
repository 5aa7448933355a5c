package io.upmpublisher.ingress.hook;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is wrong with the webhooks. An owner or repository may be served by several: by its own, and by those that are told of
 * it, too. One that is as it should be is enough.
 */
final class HookFindings {

    static final String DELIVERIES_MISSING = "DELIVERIES_MISSING";
    static final String REDELIVERY_REFUSED = "REDELIVERY_REFUSED";
    static final String RECONCILIATION_OVERDUE = "RECONCILIATION_OVERDUE";
    static final Set<String> CODES = Set.of("HOOK_MISSING", "HOOK_INACTIVE", "HOOK_SENDS_FORMS", "HOOK_WITHOUT_PUSH",
            "HOOK_UNREADABLE", DELIVERIES_MISSING, REDELIVERY_REFUSED, RECONCILIATION_OVERDUE);

    private final List<WatchedHook> hooks;
    private final Map<HookScope, Integer> givenUp;
    private final Map<HookScope, Integer> refused;
    private final Duration overdueAfter;

    /**
     * @param givenUp how many deliveries were asked for in vain
     * @param refused how many GitHub has trouble with for good
     */
    HookFindings(List<WatchedHook> hooks, Map<HookScope, Integer> givenUp, Map<HookScope, Integer> refused,
            Duration overdueAfter) {
        this.hooks = List.copyOf(hooks);
        this.givenUp = Map.copyOf(givenUp);
        this.refused = Map.copyOf(refused);
        this.overdueAfter = overdueAfter;
    }

    List<Finding> at(Instant now) {
        var findings = new ArrayList<Finding>();
        var narrowest = hooks.stream().map(hook -> hook.scope().kind()).max(Comparator.naturalOrder());
        for (var subject : hooks) {
            if (narrowest.filter(subject.scope().kind()::equals).isPresent()) {
                var serving = serving(subject);
                flaw(subject, serving).ifPresent(findings::add);
                overdue(subject, serving, now).ifPresent(findings::add);
            }
        }
        givenUp.forEach((scope, count) -> findings.add(missing(scope, count)));
        refused.forEach((scope, count) -> findings.add(refused(scope, count)));
        return findings.stream().distinct().toList();
    }

    private List<WatchedHook> serving(WatchedHook subject) {
        return hooks.stream().filter(hook -> hook == subject || subject.scope().isWithin(hook.scope())).toList();
    }

    private static Optional<Finding> flaw(WatchedHook subject, List<WatchedHook> serving) {
        if (serving.stream().anyMatch(hook -> hook.state() == HookState.FOUND || hook.state() == HookState.UNSEEN)) {
            return Optional.empty();
        }
        return serving.stream().filter(hook -> hook.state().pointsHere()).findFirst()
                .or(() -> serving.stream().filter(hook -> hook.state() == HookState.UNREADABLE).findFirst())
                .or(() -> Optional.of(subject))
                .flatMap(hook -> hook.state().alarm().map(alarm -> new Finding(alarm.code(), hook.scope().about(),
                        (alarm.cause() + ". " + hook.detail()).strip(), alarm.remedy())));
    }

    private Optional<Finding> overdue(WatchedHook subject, List<WatchedHook> serving, Instant now) {
        return serving.stream().map(WatchedHook::blindSince).max(Comparator.naturalOrder())
                .filter(since -> since.plus(overdueAfter).isBefore(now))
                .map(since -> new Finding(RECONCILIATION_OVERDUE, subject.scope().about(),
                        "What GitHub sent was not compared with what arrived since " + since + ".",
                        "Look at GET /api/deliveries/coverage and at ingress' log for what keeps it from GitHub. GitHub gives "
                                + "deliveries of the last 3 days only; ask by hand for what is older."));
    }

    private static Finding missing(HookScope scope, int count) {
        return new Finding(DELIVERIES_MISSING, scope.about(),
                "GitHub sent " + count + " deliveries again as often as it was asked to, and they did not arrive.",
                "GET /api/deliveries/coverage names them; \"Recent Deliveries\" of the webhook on GitHub shows what was answered "
                        + "to each. Mend it and redeliver there, or ask for the publish by hand.");
    }

    private static Finding refused(HookScope scope, int count) {
        return new Finding(REDELIVERY_REFUSED, scope.about(),
                "GitHub was asked " + SentDeliveries.REFUSED_FOR_GOOD + " times or more to send " + count
                        + " deliveries again, and had trouble of its own each time.",
                "Look at githubstatus.com, or at the log of your Enterprise Server. GET /api/deliveries/coverage names them: redeliver "
                        + "them in \"Recent Deliveries\" of the webhook, or ask for the publish by hand. It goes on being tried.");
    }

    /** One alarm. */
    record Finding(String code, String about, String cause, String remedy) {
    }
}
