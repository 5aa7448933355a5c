package io.upmpublisher.ingress.hook;

import java.time.Clock;
import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import io.micrometer.core.instrument.MeterRegistry;
import io.upmpublisher.ingress.hook.GitHubHooks.Asked;
import io.upmpublisher.ingress.hook.SentDeliveries.Lacking;

/**
 * Asks GitHub to send again what is not here.
 * <p>
 * It asks first and notes that afterwards: killed in between, it asks once more, and what then comes twice is known by its
 * GUID.
 * The other way round, what was noted and never asked for would be lacking for an hour longer.
 */
@ApplicationScoped
class Redelivery {

    private static final Logger LOG = Logger.getLogger(Redelivery.class);
    /** What GitHub gave up on may still be on its way into the database. */
    private static final Duration STILL_ON_ITS_WAY = Duration.ofMinutes(1);
    /** GitHub takes some 180 requests a minute that change something, and each delivery that they bring is work for us. */
    private static final int AT_ONCE = 100;

    /** Twice as long after each failure more, until it is as long as between two times of asking. */
    private static final Duration AFTER_FAILURE = Duration.ofMinutes(5);

    private final GitHubHooks gitHub;
    private final WatchedHooks watched;
    private final SentDeliveries sent;
    private final HookConfig config;
    private final MeterRegistry metrics;
    private final Clock clock;

    Redelivery(GitHubHooks gitHub, WatchedHooks watched, SentDeliveries sent, HookConfig config, MeterRegistry metrics,
            Clock clock) {
        this.gitHub = gitHub;
        this.watched = watched;
        this.sent = sent;
        this.config = config;
        this.metrics = metrics;
        this.clock = clock;
    }

    Outcome ask(HookScope scope, long hook) throws InterruptedException {
        var now = clock.instant();
        var lacking = sent.toAskFor(scope, config.maxAsks(), now.minus(STILL_ON_ITS_WAY), now, AT_ONCE);
        for (var delivery : lacking) {
            watched.holdUntil(scope, clock.instant().plus(HookReconciler.LEASE));
            var asked = gitHub.redeliver(scope, hook, delivery.attempt());
            metrics.counter("upm.redeliveries", "outcome", asked.tag()).increment();
            if (asked == Asked.DENIED) {
                return Outcome.DENIED;
            }
            note(scope, delivery, asked);
        }
        if (!lacking.isEmpty()) {
            LOG.infof("asked GitHub for %d deliveries of the %s that are not here", lacking.size(), scope.about());
        }
        return lacking.size() == AT_ONCE ? Outcome.MORE : Outcome.DONE;
    }

    private void note(HookScope scope, Lacking delivery, Asked asked) {
        var now = clock.instant();
        switch (asked) {
            case DONE, DENIED -> {
                var asks = delivery.asks() + 1;
                sent.asked(scope, delivery.guid(), asks, now.plus(config.askAgainAfter().multipliedBy(asks)));
            }
            case GONE -> sent.gone(scope, delivery.guid(), config.maxAsks(), now);
            // Nothing was sent for it, so it is not one of the times that it is asked for.
            case FAILED -> sent.failed(scope, delivery.guid(), delivery.failures() + 1,
                    now.plus(afterFailures(delivery.failures())));
        }
    }

    private Duration afterFailures(int before) {
        var pause = AFTER_FAILURE.multipliedBy(1L << Math.min(before, 10));
        return pause.compareTo(config.askAgainAfter()) < 0 ? pause : config.askAgainAfter();
    }

    enum Outcome {
        DONE,
        /** There is more to ask for soon. */
        MORE,
        /** The credential may not. */
        DENIED
    }
}
