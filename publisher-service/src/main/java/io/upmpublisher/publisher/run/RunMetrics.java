package io.upmpublisher.publisher.run;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.MeterRegistry;
import io.upmpublisher.events.PackageReport;
import io.upmpublisher.events.RunState;
import io.upmpublisher.messaging.Transactions;

/** Counts what runs came to, once that is committed. */
@ApplicationScoped
class RunMetrics {

    private final MeterRegistry meters;
    private final Transactions transactions;

    RunMetrics(MeterRegistry meters, Transactions transactions) {
        this.meters = meters;
        this.transactions = transactions;
    }

    void completed(RunState state, List<PackageReport> reports, Duration took) {
        transactions.afterCommit(() -> {
            meters.timer("upm.run.duration", "state", lower(state)).record(took);
            reports.forEach(report -> meters
                    .counter("upm.packages", "outcome", lower(report.outcome()), "code", report.code()).increment());
        });
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
