package io.upmpublisher.publisher.comparison;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;

import org.jboss.logging.Logger;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.upmpublisher.events.Fault;
import io.upmpublisher.messaging.Loop;
import io.upmpublisher.messaging.Transactions;
import io.upmpublisher.publisher.comparison.ComparedVersions.Overtaken;
import io.upmpublisher.publisher.comparison.Comparing.Look;
import io.upmpublisher.publisher.comparison.ComparisonQueue.Claim;
import io.upmpublisher.publisher.http.Deadline;

/** Compares the packages that are due, a few at once. */
@ApplicationScoped
class ComparisonWorkers {

    private static final Logger LOG = Logger.getLogger(ComparisonWorkers.class);
    private static final int MAX_DOUBLINGS = 20;
    // Beyond the time limit, for what a look leaves to be written.
    private static final Duration LEASE_MARGIN = Duration.ofMinutes(1);

    private final ComparisonQueue queue;
    private final Comparing comparing;
    private final Transactions transactions;
    private final ComparisonConfig config;
    private final List<Loop> loops = new ArrayList<>();

    ComparisonWorkers(ComparisonQueue queue, Comparing comparing, Transactions transactions, ComparisonConfig config) {
        this.queue = queue;
        this.comparing = comparing;
        this.transactions = transactions;
        this.config = config;
    }

    void start(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) StartupEvent event) {
        for (var worker = 1; worker <= config.atOnce(); worker++) {
            loops.add(new Loop("comparison-" + worker, queue.signal(), this::compareOne));
        }
        loops.forEach(Loop::start);
    }

    void stop(@Observes ShutdownEvent event) {
        loops.forEach(Loop::beginStop);
        loops.forEach(loop -> loop.stop(Duration.ZERO));
    }

    private Duration compareOne() throws InterruptedException {
        var claim = transactions.inNew(() -> queue.claimDue(config.timeLimit().plus(LEASE_MARGIN)));
        if (claim.isEmpty()) {
            return config.every();
        }
        // There may be more; another worker looks for it.
        queue.signal().raise();
        compare(claim.get());
        return Duration.ZERO;
    }

    private void compare(Claim claim) throws InterruptedException {
        try {
            finish(claim, Deadline.within(config.timeLimit(), () -> comparing.look(claim)));
        } catch (InterruptedException e) {
            Thread.interrupted();
            transactions.runInNew(() -> queue.release(claim));
            throw e;
        } catch (Overtaken e) {
            LOG.debug(e.getMessage());
        } catch (IOException e) {
            // Its own thread may be at it still, but cannot write any more. What it had found out stays.
            finish(claim, Look.failed(new Fault("COMPARISON_TIMEOUT",
                    "Comparing took longer than " + config.timeLimit().toSeconds() + " s.",
                    "Nothing needs to be done, it goes on where it was; if it stays so, look at the git host's and the registry's load.",
                    true), Optional.empty()));
        } catch (RuntimeException e) {
            failed(claim, e);
        }
    }

    private void failed(Claim claim, RuntimeException e) {
        if (e.getCause() instanceof InterruptedException) {
            transactions.runInNew(() -> queue.release(claim));
            return;
        }
        // One package that nobody foresaw must not keep the others waiting.
        LOG.warnf(e, "comparing %s of %s failed; it is tried again in %d s", claim.name(), claim.repository(),
                delay(claim).toSeconds());
        finish(claim, Look.failed(new Fault("COMPARISON_FAILED", "Comparing failed for a cause that nobody foresaw.",
                "The publisher's log has what happened; it is tried again by itself.", true), Optional.empty()));
    }

    private void finish(Claim claim, Look look) {
        var delay = look.isOpen() ? delay(claim) : config.againAfter();
        var after = look.after().filter(asked -> asked.compareTo(delay) > 0).orElse(delay);
        transactions.runInNew(() -> queue.finish(claim, look.problem(), look.isOpen(), look.isTimeless(), after));
    }

    private Duration delay(Claim claim) {
        var doubled = config.firstDelay().multipliedBy(1L << Math.min(claim.attempts(), MAX_DOUBLINGS));
        return doubled.compareTo(config.longestDelay()) < 0 ? doubled : config.longestDelay();
    }
}
