package io.upmpublisher.messaging;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

import org.jboss.logging.Logger;

import io.upmpublisher.events.Subscription;

/** Finishes what was receipted, and keeps every table within its limit: this library's, and those that the service names. */
class Housekeeping {

    static final int BATCH = 1_000;

    private static final Logger LOG = Logger.getLogger(Housekeeping.class);
    private static final Duration KEEP_ENTRIES = Duration.ofDays(90);
    private static final Duration KEEP_SENT = Duration.ofDays(7);
    private static final Duration KEEP_RECEIPTS = Duration.ofDays(30);
    private static final Duration PURGE_EVERY = Duration.ofMinutes(10);
    private static final Duration BETWEEN_BATCHES = Duration.ofMillis(100);

    private final Tables tables;
    private final Duration finishEvery;
    private final List<Purge> purges;

    Housekeeping(Tables tables, Collection<Subscription> subscriptions, Collection<StoreLimit> ofService,
            Duration finishEvery) {
        this.tables = tables;
        this.finishEvery = finishEvery;
        this.purges = Stream.concat(own(tables, subscriptions).stream(), ofService.stream()).map(Purge::new).toList();
    }

    List<Purge> purges() {
        return purges;
    }

    Duration finishReceipted() {
        var finished = tables.transactions().inNew(() -> tables.outbox().finishReceipted(BATCH));
        return finished == BATCH ? Duration.ZERO : finishEvery;
    }

    /** Removes a batch from each table whose turn it is: the next time again where there is more, else after a while. */
    Duration purge() {
        for (var purge : purges) {
            if (purge.dueIn().isZero()) {
                purge.postpone(removeBatch(purge) >= BATCH ? Duration.ZERO : PURGE_EVERY);
            }
        }
        var next = purges.stream().map(Purge::dueIn).min(Duration::compareTo).orElse(PURGE_EVERY);
        return next.isZero() ? BETWEEN_BATCHES : next;
    }

    private int removeBatch(Purge purge) {
        try {
            var removed = purge.removeBatch(tables.transactions(), BATCH);
            if (removed > 0) {
                LOG.infof("removed %d old %s", removed, purge.store());
            }
            return removed;
        } catch (RuntimeException e) {
            // One table that cannot be purged must not let the others grow.
            LOG.warnf(e, "old %s could not be removed; the next try is in %d minutes", purge.store(), PURGE_EVERY.toMinutes());
            return 0;
        }
    }

    // There is none for inbox_lane: it has one small row for each repository, and must not forget how far the lane has come. The
    // repository's next event would seem to come after a gap, and be held back for a while.
    private static List<StoreLimit> own(Tables tables, Collection<Subscription> subscriptions) {
        var consumers = subscriptions.stream().map(Subscription::consumer).toList();
        return List.of(
                new StoreLimit("outbox entries", KEEP_SENT, tables.outbox()::purgeFinished),
                new StoreLimit("inbox entries", KEEP_ENTRIES, (age, batch) -> tables.inbox().purge("done", age, batch)),
                // A dead letter can be replayed for as long as its key is known.
                new StoreLimit("dead inbox entries", StoreLimit.KEEP_KEYS,
                        (age, batch) -> tables.inbox().purge("dead", age, batch)),
                new StoreLimit("inbox keys", StoreLimit.KEEP_KEYS, tables.inbox()::purgeKeys),
                new StoreLimit("effects", StoreLimit.KEEP_KEYS, tables.effects()::purge),
                new StoreLimit("receipts", KEEP_RECEIPTS, (age, batch) -> tables.receipts().purge(consumers, age, batch)));
    }
}
