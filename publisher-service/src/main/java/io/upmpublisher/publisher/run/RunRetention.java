package io.upmpublisher.publisher.run;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.jboss.logging.Logger;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.upmpublisher.messaging.Loop;
import io.upmpublisher.messaging.Signal;
import io.upmpublisher.messaging.Sql;
import io.upmpublisher.messaging.Transactions;

/** Removes runs, and alarms that nobody ended, when they are old. */
@ApplicationScoped
class RunRetention {

    private static final Logger LOG = Logger.getLogger(RunRetention.class);
    private static final int BATCH = 500;
    private static final Duration EVERY = Duration.ofMinutes(30);

    private final Transactions transactions;
    private final Clock clock;
    private final Duration keep;
    private final Loop loop = new Loop("run-retention", new Signal(), this::purge);

    RunRetention(Transactions transactions, Clock clock, RunConfig config) {
        this.transactions = transactions;
        this.clock = clock;
        this.keep = config.keep();
    }

    void start(@Observes StartupEvent event) {
        loop.start();
    }

    void stop(@Observes ShutdownEvent event) {
        loop.stop(Duration.ofSeconds(1));
    }

    /** @return how long to wait until there may be more */
    Duration purge() {
        var before = clock.instant().minus(keep).atOffset(ZoneOffset.UTC);
        var removed = transactions.inNew(() -> {
            Sql.update(transactions, "purge alarms", "delete from alarm where raised_at < ?", before);
            return Sql.update(transactions, "purge runs", """
                    delete from run where run_id in (
                        select run_id from run where finished_at < ? or finished_at is null and started_at < ?
                         order by finished_at limit ? for update skip locked)
                    """, before, before, BATCH);
        });
        if (removed > 0) {
            LOG.infof("removed %d old runs", removed);
        }
        return removed == BATCH ? Duration.ofMillis(100) : EVERY;
    }
}
