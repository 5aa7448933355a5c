package io.upmpublisher.messaging;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.IntSupplier;

import org.jboss.logging.Logger;

import io.upmpublisher.events.Subscription;

/** Finishes what was receipted, and keeps every table within its limit. */
class Housekeeping {

    private static final Logger LOG = Logger.getLogger(Housekeeping.class);
    private static final int BATCH = 1_000;
    // Keys outlive what they guard: a late repetition or a replay of an old event must still be known.
    private static final Duration KEEP_KEYS = Duration.ofDays(400);
    private static final Duration KEEP_ENTRIES = Duration.ofDays(90);
    private static final Duration KEEP_SENT = Duration.ofDays(7);
    private static final Duration KEEP_RECEIPTS = Duration.ofDays(30);
    private static final Duration PURGE_EVERY = Duration.ofMinutes(10);

    private final Tables tables;
    private final Duration finishEvery;
    private final List<Purge> purges;

    Housekeeping(Tables tables, Collection<Subscription> subscriptions, Duration finishEvery) {
        this.tables = tables;
        this.finishEvery = finishEvery;
        var all = new ArrayList<>(List.of(
                new Purge("outbox entries", () -> tables.outbox().purgeFinished(KEEP_SENT, BATCH)),
                new Purge("inbox entries", () -> tables.inbox().purge("done", KEEP_ENTRIES, BATCH)),
                // A dead letter can be replayed for as long as its key is known.
                new Purge("dead inbox entries", () -> tables.inbox().purge("dead", KEEP_KEYS, BATCH)),
                new Purge("inbox keys", () -> tables.inbox().purgeKeys(KEEP_KEYS, BATCH)),
                new Purge("effects", () -> tables.effects().purge(KEEP_KEYS, BATCH))));
        subscriptions.forEach(subscription -> all
                .add(new Purge("receipts", () -> tables.receipts().purge(subscription.consumer(), KEEP_RECEIPTS, BATCH))));
        this.purges = List.copyOf(all);
    }

    Duration finishReceipted() {
        var finished = tables.transactions().inNew(() -> tables.outbox().finishReceipted(BATCH));
        return finished == BATCH ? Duration.ZERO : finishEvery;
    }

    Duration purge() {
        var more = false;
        for (var purge : purges) {
            var removed = tables.transactions().inNew(purge.step()::getAsInt);
            if (removed > 0) {
                LOG.infof("removed %d old %s", removed, purge.what());
            }
            more |= removed == BATCH;
        }
        return more ? Duration.ofMillis(100) : PURGE_EVERY;
    }

    private record Purge(String what, IntSupplier step) {
    }
}
