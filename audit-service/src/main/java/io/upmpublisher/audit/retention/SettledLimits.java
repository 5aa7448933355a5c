package io.upmpublisher.audit.retention;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

import io.upmpublisher.messaging.Sql;
import io.upmpublisher.messaging.StoreLimit;
import io.upmpublisher.messaging.Transactions;

/**
 * What outlives its day until it is settled: dead letters, and the records that are held for them. Those that are parked stay,
 * however old they are. There is no limit for {@code alarm}, which has one row at most.
 */
@ApplicationScoped
class SettledLimits {

    private final Transactions transactions;
    private final Clock clock;
    private final Duration keep;

    SettledLimits(Transactions transactions, Clock clock, RetentionConfig config) {
        this.transactions = transactions;
        this.clock = clock;
        // As with records, whose day is dropped as a whole, the present day is not counted.
        this.keep = Duration.ofDays(config.days() + 1L);
    }

    @Produces
    StoreLimit deadLetters() {
        return new StoreLimit("settled dead letters", keep, this::removeDeadLetters);
    }

    @Produces
    StoreLimit heldRecords() {
        return new StoreLimit("held records", keep, this::removeHeldRecords);
    }

    private int removeDeadLetters(Duration olderThan, int atMost) {
        return Sql.update(transactions, "purge settled dead letters", """
                with old as materialized (
                    select id from dead_letter where state <> 'parked' and updated_at < ?
                     order by updated_at limit ? for update skip locked)
                delete from dead_letter using old where dead_letter.id = old.id
                """, before(olderThan), atMost);
    }

    private int removeHeldRecords(Duration olderThan, int atMost) {
        return Sql.update(transactions, "let go of held records", """
                with old as materialized (
                    select time, id from audit_record_held record where time < ? and not %s
                     order by time limit ? for update skip locked)
                delete from audit_record_held record using old where record.time = old.time and record.id = old.id
                """.formatted(Retention.OPEN), before(olderThan), atMost);
    }

    private OffsetDateTime before(Duration age) {
        return clock.instant().minus(age).atOffset(ZoneOffset.UTC);
    }
}
