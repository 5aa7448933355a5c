package io.upmpublisher.publisher.probe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.interceptor.Interceptor;

import org.jboss.logging.Logger;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.upmpublisher.events.RepositoryProbed;
import io.upmpublisher.events.RepositorySettings;
import io.upmpublisher.git.GitFault;
import io.upmpublisher.messaging.Loop;
import io.upmpublisher.messaging.Transactions;
import io.upmpublisher.messaging.outbox.Outbox;
import io.upmpublisher.publisher.probe.ProbeQueue.Claim;
import io.upmpublisher.publisher.repository.KnownRepositories;

/** Looks at the repositories that are due and tells what was found, a few at once. */
@ApplicationScoped
class ProbeWorkers {

    private static final Logger LOG = Logger.getLogger(ProbeWorkers.class);
    private static final int MAX_DOUBLINGS = 20;
    // Beyond the time limit, for what a look leaves to be written.
    private static final Duration LEASE_MARGIN = Duration.ofMinutes(1);

    private final ProbeQueue queue;
    private final Probing probing;
    private final KnownRepositories repositories;
    private final Outbox outbox;
    private final Instance<ProbeWatcher> watchers;
    private final Transactions transactions;
    private final ProbeConfig config;
    private final List<Loop> loops = new ArrayList<>();

    ProbeWorkers(ProbeQueue queue, Probing probing, KnownRepositories repositories, Outbox outbox,
            @Any Instance<ProbeWatcher> watchers, Transactions transactions, ProbeConfig config) {
        this.queue = queue;
        this.probing = probing;
        this.repositories = repositories;
        this.outbox = outbox;
        this.watchers = watchers;
        this.transactions = transactions;
        this.config = config;
    }

    void start(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) StartupEvent event) {
        for (var worker = 1; worker <= config.atOnce(); worker++) {
            loops.add(new Loop("probe-" + worker, queue.signal(), this::lookAtOne));
        }
        loops.forEach(Loop::start);
    }

    void stop(@Observes ShutdownEvent event) {
        loops.forEach(Loop::beginStop);
        loops.forEach(loop -> loop.stop(Duration.ZERO));
    }

    Duration lookAtOne() throws InterruptedException {
        var claim = transactions.inNew(() -> queue.claimDue(config.timeLimit().plus(LEASE_MARGIN)));
        if (claim.isEmpty()) {
            return config.every();
        }
        // There may be more; another worker looks for it.
        queue.signal().raise();
        look(claim.get());
        return Duration.ZERO;
    }

    private void look(Claim claim) throws InterruptedException {
        try {
            var probed = probing.look(claim.repository(), repositories.settingsOf(claim.repository()), config.timeLimit());
            if (probed.fault().filter(fault -> fault.code().equals(GitFault.FETCH_INTERRUPTED.name())).isPresent()) {
                transactions.runInNew(() -> queue.release(claim));
                return;
            }
            transactions.runInNew(() -> record(claim, probed));
        } catch (InterruptedException e) {
            Thread.interrupted();
            transactions.runInNew(() -> queue.release(claim));
            throw e;
        } catch (RuntimeException e) {
            // One repository that nobody foresaw must not keep the others waiting.
            LOG.warnf(e, "looking at %s failed; it is tried again in %d s", claim.repository(), delay(claim).toSeconds());
            transactions.runInNew(() -> finish(claim, Optional.empty(), delay(claim)));
        }
    }

    private void record(Claim claim, RepositoryProbed probed) {
        var readWith = Optional.of(probed.settings()).filter(settings -> probed.wasRead());
        if (finish(claim, readWith, probed.wasRead() ? config.againAfter() : delay(claim))) {
            outbox.append(probed);
            watchers.forEach(watcher -> watcher.probed(probed));
            LOG.infof("looked at %s: %s", claim.repository(), probed.fault().map(fault -> fault.code() + ": " + fault.cause())
                    .orElseGet(() -> "it can be read; a push would publish " + probed.plan().map(RepositoryProbed.Plan::publish)
                            .orElse(0)));
        }
    }

    private boolean finish(Claim claim, Optional<RepositorySettings> readWith, Duration nextAfter) {
        // Before the queue's row, as a change of the settings does.
        var settings = repositories.locked(claim.repository());
        var counts = queue.finish(claim, readWith, nextAfter);
        if (counts && settings.filter(ProbeQueue::isLookedAtByItself).isEmpty()) {
            queue.removed(claim.repository());
        }
        return counts;
    }

    private Duration delay(Claim claim) {
        var doubled = config.firstDelay().multipliedBy(1L << Math.min(claim.attempts(), MAX_DOUBLINGS));
        return doubled.compareTo(config.longestDelay()) < 0 ? doubled : config.longestDelay();
    }
}
