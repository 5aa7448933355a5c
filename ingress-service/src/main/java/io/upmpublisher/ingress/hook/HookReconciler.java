package io.upmpublisher.ingress.hook;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import io.upmpublisher.github.AppNotInstalledException;
import io.upmpublisher.github.GitHubException;
import io.upmpublisher.github.GitHubLimitedException;
import io.upmpublisher.github.GitHubRefusedException;
import io.upmpublisher.github.GitHubUnreachableException;
import io.upmpublisher.ingress.hook.SentListing.Listed;

/**
 * Looks at a webhook and compares what it sent with what is here. GitHub never sends again by itself
 * (https://docs.github.com/en/webhooks/using-webhooks/handling-failed-webhook-deliveries).
 */
@ApplicationScoped
class HookReconciler {

    /** How long a webhook stays with a process that gives no sign of life. One call of GitHub's API takes far less. */
    static final Duration LEASE = Duration.ofMinutes(5);

    private static final Logger LOG = Logger.getLogger(HookReconciler.class);
    private static final Duration BETWEEN_BATCHES = Duration.ofMinutes(1);

    private final GitHubHooks gitHub;
    private final WatchedHooks watched;
    private final SentDeliveries sent;
    private final SentListing listing;
    private final Redelivery redelivery;
    private final HookConfig config;
    private final Clock clock;

    HookReconciler(GitHubHooks gitHub, WatchedHooks watched, SentDeliveries sent, SentListing listing, Redelivery redelivery,
            HookConfig config, Clock clock) {
        this.gitHub = gitHub;
        this.watched = watched;
        this.sent = sent;
        this.listing = listing;
        this.redelivery = redelivery;
        this.config = config;
        this.clock = clock;
    }

    /** Works on the webhook that has been due for the longest time; false if none is. */
    boolean reconcileDue() throws InterruptedException {
        var claimed = watched.claimDue(clock.instant(), clock.instant().plus(LEASE));
        if (claimed.isEmpty()) {
            return false;
        }
        watched.holdUntil(claimed.get().scope(), reconcile(claimed.get()));
        return true;
    }

    /** When to do it again. */
    private Instant reconcile(WatchedHook hook) throws InterruptedException {
        var scope = hook.scope();
        var usual = clock.instant().plus(scope.kind() == HookKind.REPOSITORY ? config.everyOfRepository() : config.every());
        try {
            var sighting = gitHub.look(scope);
            var isMore = sighting.isPresent() && work(hook, sighting.get());
            return isMore ? clock.instant().plus(BETWEEN_BATCHES) : usual;
        } catch (GitHubLimitedException e) {
            LOG.infof("the %s waits for GitHub: %s", scope.about(), e.getMessage());
            return e.until().isAfter(usual) ? e.until() : usual;
        } catch (GitHubUnreachableException e) {
            LOG.warnf("the %s is looked at again later: %s", scope.about(), e.getMessage());
            return usual;
        } catch (GitHubRefusedException | AppNotInstalledException e) {
            watched.saw(scope, Sighting.unreadable(((GitHubException) e).getMessage()), clock.instant());
            return usual;
        }
    }

    /** True if there is more to ask for. How the webhook is gets noted once, at the end, so that no alarm comes and goes. */
    private boolean work(WatchedHook hook, Sighting sighting) throws InterruptedException {
        var scope = hook.scope();
        if (sighting.hook().isEmpty()) {
            watched.saw(scope, sighting, clock.instant());
            return false;
        }
        var listed = listing.list(hook, sighting.hook().get());
        sent.seeArrived();
        sent.forget(clock.instant().minus(config.window()));
        return switch (listed) {
            case Listed.Denied(var why) -> {
                watched.saw(scope, Sighting.unreadable(why), clock.instant());
                yield false;
            }
            case Listed.Incomplete() -> {
                watched.saw(scope, sighting, clock.instant());
                yield false;
            }
            case Listed.Complete complete -> ask(scope, sighting, complete);
        };
    }

    // What a webhook sends that is not as it should be would be refused again.
    private boolean ask(HookScope scope, Sighting sighting, Listed.Complete listed) throws InterruptedException {
        var outcome = sighting.state() == HookState.FOUND ? redelivery.ask(scope, sighting.hook().orElseThrow())
                : Redelivery.Outcome.DONE;
        switch (outcome) {
            case DENIED -> watched.saw(scope, Sighting.unreadable("GitHub does not let this credential ask for redeliveries."),
                    clock.instant());
            case DONE, MORE -> {
                watched.saw(scope, sighting, clock.instant());
                watched.reconciled(scope, listed.until(), clock.instant());
            }
        }
        return outcome == Redelivery.Outcome.MORE;
    }
}
