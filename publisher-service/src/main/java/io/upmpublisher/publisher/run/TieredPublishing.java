package io.upmpublisher.publisher.run;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

import io.upmpublisher.events.PackageName;
import io.upmpublisher.events.PackageOutcome;
import io.upmpublisher.events.PublishRequested;
import io.upmpublisher.messaging.inbox.Received;

/** Publishes tier after tier; what depends on a package that did not get there is held. */
final class TieredPublishing {

    private static final int AT_ONCE = 4;
    private static final long MINUTES_PER_PACKAGE = 15;

    private final PackagePublisher publisher;
    private final Received<PublishRequested> received;
    private final RunJournal journal;
    private final Set<PackageName> missing = new HashSet<>();
    private final Set<PackageName> missingForNow = new HashSet<>();

    TieredPublishing(PackagePublisher publisher, Received<PublishRequested> received, RunJournal journal) {
        this.publisher = publisher;
        this.received = received;
        this.journal = journal;
    }

    List<PackageResult> publish(List<List<Candidate>> tiers) throws InterruptedException {
        var results = new ArrayList<PackageResult>();
        for (var tier : tiers) {
            results.addAll(publishTier(tier));
        }
        return results;
    }

    private List<PackageResult> publishTier(List<Candidate> tier) throws InterruptedException {
        var results = new ArrayList<PackageResult>();
        var running = new ArrayList<Running>();
        var slots = new Semaphore(AT_ONCE);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var candidate : tier) {
                var held = heldBy(candidate);
                if (held != null) {
                    results.add(held);
                    settle(candidate, held);
                } else {
                    running.add(new Running(candidate, threads.submit(() -> inSlot(slots, candidate))));
                }
            }
            try {
                for (var work : running) {
                    var result = resultOf(work);
                    settle(work.candidate(), result);
                    results.add(result);
                }
            } finally {
                // Whoever was stopped, or lost the claim, leaves nothing running behind.
                threads.shutdownNow();
            }
        }
        return results;
    }

    private PackageResult inSlot(Semaphore slots, Candidate candidate) throws InterruptedException {
        slots.acquire();
        try {
            return publisher.publish(candidate);
        } finally {
            slots.release();
        }
    }

    private static PackageResult resultOf(Running work) throws InterruptedException {
        try {
            return work.future().get(MINUTES_PER_PACKAGE, TimeUnit.MINUTES);
        } catch (TimeoutException e) {
            work.future().cancel(true);
            return new PackageResult.Transient(work.candidate().reporting().failed("PACKAGE_TIMEOUT",
                    "Publishing took more than " + MINUTES_PER_PACKAGE + " minutes and was broken off.",
                    "Look at the registry's load; the registry is asked first whether the version has arrived.", true),
                    Optional.empty());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException unexpected) {
                throw unexpected;
            }
            throw new IllegalStateException("publishing " + work.candidate().path() + " failed", e.getCause());
        }
    }

    private void settle(Candidate candidate, PackageResult result) {
        if (result instanceof PackageResult.Final(var report)) {
            received.record(() -> journal.record(received.event().run(), report));
            if (report.outcome() == PackageOutcome.FAILED || report.outcome() == PackageOutcome.HELD) {
                missing.add(candidate.manifest().name());
            }
        } else {
            missingForNow.add(candidate.manifest().name());
        }
    }

    private @Nullable PackageResult heldBy(Candidate candidate) {
        var lost = DependencyTiers.dependenciesAmong(missing, candidate);
        if (!lost.isEmpty()) {
            return new PackageResult.Final(candidate.reporting().held(lost.getFirst()));
        }
        var late = DependencyTiers.dependenciesAmong(missingForNow, candidate);
        return late.isEmpty() ? null
                : new PackageResult.Transient(candidate.reporting().held(late.getFirst()), Optional.empty());
    }

    private record Running(Candidate candidate, Future<PackageResult> future) {
    }
}
