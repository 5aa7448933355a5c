package io.upmpublisher.publisher.run;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

import io.upmpublisher.messaging.Sql;
import io.upmpublisher.messaging.StoreLimit;
import io.upmpublisher.messaging.Transactions;

/** How long runs are kept, with their packages, and alarms that nobody ended. */
@ApplicationScoped
class RunLimits {

    private final Transactions transactions;
    private final Clock clock;
    private final Duration keep;

    RunLimits(Transactions transactions, Clock clock, RunConfig config) {
        this.transactions = transactions;
        this.clock = clock;
        this.keep = config.keep();
    }

    @Produces
    StoreLimit runs() {
        return new StoreLimit("runs", keep, this::removeRuns);
    }

    /** Told again if their cause is seen again. */
    @Produces
    StoreLimit alarms() {
        return new StoreLimit("alarms", keep, this::removeAlarms);
    }

    // A run without an end waits, as for a token that its registry takes; or its work was given up in a way that could not be recorded.
    private int removeRuns(Duration olderThan, int atMost) {
        return Sql.update(transactions, "purge runs", """
                with old as materialized (
                    select run_id from run
                     where finished_at < ? or finished_at is null and started_at < ? and %s
                     order by finished_at limit ? for update skip locked)
                delete from run using old where run.run_id = old.run_id
                """.formatted(StoreLimit.NO_OPEN_WORK), before(olderThan), before(olderThan), olderThan, atMost);
    }

    private int removeAlarms(Duration olderThan, int atMost) {
        return Sql.update(transactions, "purge alarms", """
                with old as materialized (
                    select code, about from alarm where raised_at < ? order by raised_at limit ? for update skip locked)
                delete from alarm using old where alarm.code = old.code and alarm.about = old.about
                """, before(olderThan), atMost);
    }

    private OffsetDateTime before(Duration age) {
        return clock.instant().minus(age).atOffset(ZoneOffset.UTC);
    }
}
