package io.upmpublisher.ingress.audit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.upmpublisher.ingress.audit.HostLook.Seen;
import io.upmpublisher.ingress.reality.HostQueue;
import io.upmpublisher.ingress.reality.HostQueue.Claim;
import io.upmpublisher.ingress.reality.HostView.State;
import io.upmpublisher.messaging.Loop;
import io.upmpublisher.messaging.Transactions;

/** Asks about the repositories that are due, a few at once. */
@ApplicationScoped
class HostWorkers {

    private static final int MAX_DOUBLINGS = 20;

    private final HostQueue queue;
    private final HostLook look;
    private final Audits audits;
    private final Transactions transactions;
    private final AuditConfig config;
    private final List<Loop> loops = new ArrayList<>();

    HostWorkers(HostQueue queue, HostLook look, Audits audits, Transactions transactions, AuditConfig config) {
        this.queue = queue;
        this.look = look;
        this.audits = audits;
        this.transactions = transactions;
        this.config = config;
    }

    void start(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) StartupEvent event) {
        for (var worker = 1; worker <= config.atOnce(); worker++) {
            loops.add(new Loop("host-look-" + worker, queue.signal(), this::askAboutOne));
        }
        loops.forEach(Loop::start);
    }

    void stop(@Observes ShutdownEvent event) {
        loops.forEach(Loop::beginStop);
        loops.forEach(loop -> loop.stop(Duration.ofSeconds(5)));
    }

    Duration askAboutOne() throws InterruptedException {
        var claimed = transactions.inNew(() -> queue.claimDue(config.lease(), config.probeOldAfter()));
        if (claimed.isEmpty()) {
            return config.every();
        }
        // There may be more; another worker looks for it.
        queue.signal().raise();
        var claim = claimed.get();
        var seen = look.at(claim.repository(), transactions.inNew(() -> audits.hostViewOf(claim.repository())));
        transactions.runInNew(() -> {
            if (queue.finish(claim, isAnswered(seen), next(claim, seen))) {
                audits.record(claim, seen.view());
            }
        });
        return Duration.ZERO;
    }

    private static boolean isAnswered(Seen seen) {
        return seen.view().state() == State.KNOWN || seen.view().state() == State.NOT_ASKED;
    }

    // What is missing is asked for again soon: it may have been registered before it was made.
    private Duration next(Claim claim, Seen seen) {
        return isAnswered(seen) ? config.againAfter()
                : longer(seen.retryAfter(), shorter(config.againAfter(),
                        config.firstDelay().multipliedBy(1L << Math.min(claim.attempts(), MAX_DOUBLINGS))));
    }

    private static Duration longer(Optional<Duration> one, Duration other) {
        return one.filter(duration -> duration.compareTo(other) > 0).orElse(other);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
