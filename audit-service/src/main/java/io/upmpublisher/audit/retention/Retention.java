package io.upmpublisher.audit.retention;

import java.time.Clock;
import java.time.LocalDate;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import io.upmpublisher.audit.trail.Partitions;
import io.upmpublisher.messaging.Sql;
import io.upmpublisher.messaging.Transactions;

/**
 * Drops the days whose time is over, each in one transaction: a day is there whole, or gone and what is still open held. What
 * is open is what an operator may yet replay: a parked dead letter's events, and those of its run.
 */
@ApplicationScoped
class Retention {

    static final String OPEN = """
            exists (select from dead_letter
                     where state = 'parked' and (dead_letter.run = record.run or event_id = record.id or raised_by = record.id))
            """;

    private static final Logger LOG = Logger.getLogger(Retention.class);

    private final Partitions partitions;
    private final Transactions transactions;
    private final RetentionConfig config;
    private final Clock clock;

    Retention(Partitions partitions, Transactions transactions, RetentionConfig config, Clock clock) {
        if (config.days() < 1) {
            throw new IllegalArgumentException(
                    "AUDIT_LOG_RETENTION_DAYS is " + config.days() + "; records are kept for at least 1 day");
        }
        this.partitions = partitions;
        this.transactions = transactions;
        this.config = config;
        this.clock = clock;
    }

    void dropExpired() {
        var firstKept = Partitions.dayOf(clock.instant()).minusDays(config.days());
        for (var day : partitions.daysInNewTransaction().headSet(firstKept)) {
            var held = transactions.inNew(() -> drop(day));
            LOG.infof("dropped the records of %s; %d are held, because something in their runs is still open", day, held);
        }
    }

    private int drop(LocalDate day) {
        if (!partitions.days().contains(day)) {
            return 0;
        }
        var detached = partitions.detach(day);
        var held = Sql.update(transactions, "hold what is still open", "insert into audit_record_held select record.* from "
                + detached + " record where " + OPEN + " on conflict do nothing");
        partitions.drop(day);
        return held;
    }
}
