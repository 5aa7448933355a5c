package io.upmpublisher.ingress.hook;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

/** What GitHub sent, and how much of it is here. */
@ApplicationScoped
public class HookCoverage {

    private static final int MAX_NAMED = 100;

    private final HookWatch watch;
    private final WatchedHooks watched;
    private final SentDeliveries sent;
    private final HookAlarms alarms;

    HookCoverage(HookWatch watch, WatchedHooks watched, SentDeliveries sent, HookAlarms alarms) {
        this.watch = watch;
        this.watched = watched;
        this.sent = sent;
        this.alarms = alarms;
    }

    /** False where GitHub is not asked, as without a credential. */
    public boolean isKnown() {
        return watch.isOn();
    }

    public Deliveries deliveriesSince(Instant since) {
        sent.seeArrived();
        var count = sent.count(since);
        return new Deliveries(count.made(), count.taken(), count.redelivered(), count.missing(),
                sent.missing(since, MAX_NAMED).stream().map(each -> new Missing(each.guid(), each.event(), each.sentAt(),
                        each.status(), each.asks())).toList());
    }

    public List<Hook> hooks() {
        return watched.all().stream().map(hook -> new Hook(hook.scope().about(), word(hook.state()),
                hook.detail().isEmpty() ? null : hook.detail(), hook.lookedAt().orElse(null),
                hook.reconciledAt().orElse(null))).toList();
    }

    /** When all of what is looked after was reconciled at least; empty if something never was, or nothing is. */
    public Optional<Instant> reconciledAt() {
        var hooks = watched.all().stream().filter(hook -> hook.state().pointsHere()).toList();
        return hooks.stream().allMatch(hook -> hook.reconciledAt().isPresent())
                ? hooks.stream().map(hook -> hook.reconciledAt().orElseThrow()).min(Comparator.naturalOrder())
                : Optional.empty();
    }

    /** Since when what some webhook sent is not known; empty where none points here. */
    public Optional<Instant> blindSince() {
        return watched.all().stream().filter(hook -> hook.state().pointsHere()).map(WatchedHook::blindSince)
                .min(Comparator.naturalOrder());
    }

    public List<Flaw> flaws() {
        return alarms.findings().stream()
                .map(each -> new Flaw(each.code(), each.about(), each.cause(), each.remedy())).toList();
    }

    private static String word(HookState state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * @param made what GitHub sent, each once however many attempts it took
     * @param taken what of it is here
     * @param redelivered what of that GitHub was asked to send again
     * @param missingDeliveries the oldest hundred of what is not here
     */
    public record Deliveries(int made, int taken, int redelivered, int missing, List<Missing> missingDeliveries) {
    }

    /**
     * @param guid its {@code X-GitHub-Delivery}
     * @param status GitHub's word for how its last attempt ended
     * @param asked how often GitHub was asked to send it again
     */
    public record Missing(String guid, String event, Instant sentAt, String status, int asked) {
    }

    public record Hook(String about, String state, @Nullable String detail, @Nullable Instant lookedAt,
            @Nullable Instant reconciledAt) {
    }

    public record Flaw(String code, String about, String cause, String remedy) {
    }
}
