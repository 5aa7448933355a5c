package io.upmpublisher.publisher.order;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import io.upmpublisher.events.PackageName;
import io.upmpublisher.events.PackageOutcome;
import io.upmpublisher.events.PackageReport;
import io.upmpublisher.messaging.MessagingException;
import io.upmpublisher.messaging.inbox.LostClaim;
import io.upmpublisher.publisher.decision.PackageResult;
import io.upmpublisher.publisher.discovery.Candidate;

/** Publishes tier after tier; what depends on a package that did not get there is held. */
public final class TieredPublishing {

    private static final Logger LOG = Logger.getLogger(TieredPublishing.class);
    private static final int AT_ONCE = 4;

    private final PackageWork work;
    private final Consumer<PackageReport> recorder;
    private final TimeLimits limits;
    private final long began = System.nanoTime();
    private final Set<PackageName> missing;
    private final Set<PackageName> missingForNow = new HashSet<>();

    /**
     * @param recorder is told of each package that needs nothing more, when that is known
     * @param missing names of the run that are known not to get into the registry
     */
    public TieredPublishing(PackageWork work, Consumer<PackageReport> recorder, TimeLimits limits, Set<PackageName> missing) {
        this.work = work;
        this.recorder = recorder;
        this.limits = limits;
        this.missing = new HashSet<>(missing);
    }

    /** Whether it did not get into the registry, so that what depends on it is held. */
    public static boolean isMissing(PackageReport report) {
        return report.outcome() == PackageOutcome.FAILED || report.outcome() == PackageOutcome.HELD;
    }

    public List<PackageResult> publish(List<List<Candidate>> tiers) throws InterruptedException {
        var results = new ArrayList<PackageResult>();
        for (var tier : tiers) {
            results.addAll(publishTier(tier));
        }
        return results;
    }

    // The executor is left only when all its threads have ended: they read from a mirror that is closed after it.
    private List<PackageResult> publishTier(List<Candidate> tier) throws InterruptedException {
        var results = new ArrayList<PackageResult>();
        var running = new ArrayList<Running>();
        var slots = new Semaphore(AT_ONCE);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var candidate : tier) {
                var held = heldBy(candidate);
                if (held == null) {
                    running.add(new Running(candidate, threads.submit(() -> inSlot(threads, slots, candidate))));
                } else {
                    results.add(held);
                }
            }
            try {
                for (var held : results) {
                    settle(held);
                }
                for (var work : running) {
                    var result = resultOf(work.future(), work.candidate());
                    settle(result);
                    results.add(result);
                }
            } finally {
                // Whoever was stopped, or lost the claim, leaves nothing running behind.
                threads.shutdownNow();
            }
        }
        return results;
    }

    private PackageResult inSlot(ExecutorService threads, Semaphore slots, Candidate candidate) throws InterruptedException {
        slots.acquire();
        try {
            var left = limits.perRun().minusNanos(System.nanoTime() - began);
            if (!left.isPositive()) {
                return broken(candidate, "RUN_TIMEOUT", "The run took more than " + limits.perRun().toMinutes()
                        + " minutes before this package's turn came.");
            }
            return within(left.compareTo(limits.perPackage()) < 0 ? left : limits.perPackage(), candidate,
                    threads.submit(() -> work.on(candidate)));
        } finally {
            slots.release();
        }
    }

    private static PackageResult within(Duration limit, Candidate candidate, Future<PackageResult> work)
            throws InterruptedException {
        try {
            return work.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return broken(candidate, "PACKAGE_TIMEOUT",
                    "Publishing took more than " + limit.toMinutes() + " minutes and was broken off.");
        } catch (ExecutionException e) {
            return unexpected(candidate, e.getCause());
        } finally {
            work.cancel(true);
        }
    }

    private static PackageResult resultOf(Future<PackageResult> work, Candidate candidate) throws InterruptedException {
        try {
            return work.get();
        } catch (ExecutionException e) {
            return unexpected(candidate, e.getCause());
        }
    }

    // An error of ours about one package must not keep the others from being published.
    private static PackageResult unexpected(Candidate candidate, @Nullable Throwable cause) throws InterruptedException {
        switch (cause) {
            case InterruptedException stopped -> throw stopped;
            case LostClaim lost -> throw lost;
            case MessagingException database -> throw database;
            case RuntimeException error -> {
                LOG.errorf(error, "publishing %s failed in a way that nobody foresaw; it is tried again", candidate.path());
                return new PackageResult.Transient(candidate.reporting().failed("INTERNAL_ERROR",
                        "An unexpected " + error.getClass().getSimpleName() + "; the publisher's log has it.",
                        "If it stays, report it with the log.", true), Optional.empty());
            }
            case null, default -> throw new IllegalStateException("publishing " + candidate.path() + " failed", cause);
        }
    }

    private static PackageResult broken(Candidate candidate, String code, String cause) {
        return new PackageResult.Transient(candidate.reporting().failed(code, cause,
                "Look at the registry's load; the registry is asked first whether the version has arrived.", true),
                Optional.empty());
    }

    private void settle(PackageResult result) {
        var report = result.report();
        if (result instanceof PackageResult.Final) {
            recorder.accept(report);
            if (isMissing(report)) {
                report.name().ifPresent(missing::add);
            }
        } else {
            report.name().ifPresent(missingForNow::add);
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

    /**
     * @param perRun of work in one attempt; waits between attempts are limited by their number
     */
    public record TimeLimits(Duration perPackage, Duration perRun) {

        public static TimeLimits of(OrderConfig config) {
            return new TimeLimits(config.packageTimeLimit(), config.runTimeLimit());
        }
    }

    private record Running(Candidate candidate, Future<PackageResult> future) {
    }
}
