package io.upmpublisher.ingress.hook;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import com.fasterxml.jackson.databind.JsonNode;

/** Brings what is new in GitHub's list of what a webhook sent. Cut off in the middle, it begins anew the next time. */
@ApplicationScoped
class SentListing {

    private static final Logger LOG = Logger.getLogger(SentListing.class);
    /** Attempts of before the newest known one may appear late in the list, as those that ran into GitHub's time limit. */
    private static final Duration OVERLAP = Duration.ofMinutes(15);

    private final GitHubHooks gitHub;
    private final WatchedHooks watched;
    private final SentDeliveries sent;
    private final HookConfig config;
    private final Clock clock;

    SentListing(GitHubHooks gitHub, WatchedHooks watched, SentDeliveries sent, HookConfig config, Clock clock) {
        this.gitHub = gitHub;
        this.watched = watched;
        this.sent = sent;
        this.config = config;
        this.clock = clock;
    }

    Listed list(WatchedHook hook, long id) throws InterruptedException {
        var windowBegin = clock.instant().minus(config.window());
        var knownUntil = hook.listedUntil().map(newest -> newest.minus(OVERLAP)).filter(windowBegin::isBefore)
                .orElse(windowBegin);
        var newest = hook.listedUntil();
        var pages = gitHub.deliveries(hook.scope(), id);
        var reachedKnown = false;
        while (!reachedKnown && pages.hasNext()) {
            var page = pages.next();
            if (!page.isSuccess()) {
                return page.status() / 100 == 5 ? new Listed.Incomplete()
                        : new Listed.Denied("GitHub answered " + page.status() + " when asked for its deliveries: "
                                + page.message());
            }
            note(hook.scope(), page.body(), windowBegin);
            newest = later(newest, newestOf(page.body()));
            reachedKnown = oldestOf(page.body()).filter(knownUntil::isAfter).isPresent();
        }
        if (pages.isCutOff() && !reachedKnown) {
            LOG.errorf("the %s sends more within %d h than can be listed: choose fewer events", hook.scope().about(),
                    config.window().toHours());
            return new Listed.Incomplete();
        }
        return new Listed.Complete(newest);
    }

    private void note(HookScope scope, JsonNode page, Instant windowBegin) {
        watched.holdUntil(scope, clock.instant().plus(HookReconciler.LEASE));
        sent.note(scope, StreamSupport.stream(page.spliterator(), false).map(Attempt::of).flatMap(Optional::stream)
                .filter(attempt -> attempt.at().isAfter(windowBegin)).toList());
    }

    private static Optional<Instant> newestOf(JsonNode page) {
        return StreamSupport.stream(page.spliterator(), false).map(Attempt::time).flatMap(Optional::stream)
                .max(Instant::compareTo);
    }

    private static Optional<Instant> oldestOf(JsonNode page) {
        return StreamSupport.stream(page.spliterator(), false).map(Attempt::time).flatMap(Optional::stream)
                .min(Instant::compareTo);
    }

    private static Optional<Instant> later(Optional<Instant> one, Optional<Instant> other) {
        return one.isPresent() && other.isPresent() ? Optional.of(one.get().isAfter(other.get()) ? one.get() : other.get())
                : one.or(() -> other);
    }

    /** How far the listing came. */
    sealed interface Listed {

        /**
         * @param until the newest attempt that was listed, now or before
         */
        record Complete(Optional<Instant> until) implements Listed {
        }

        record Incomplete() implements Listed {
        }

        record Denied(String why) implements Listed {
        }
    }
}
