package io.upmpublisher.messaging.inbox;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.jboss.logging.Logger;

import io.upmpublisher.messaging.Signal;
import io.upmpublisher.messaging.Transactions;
import io.upmpublisher.messaging.inbox.InboxEntries.ClaimedEntry;

/**
 * Claims due entries of one consumer and works on them, each on a virtual thread, never more than a number at once. While an
 * entry is worked on its lease is extended; a worker whose entry was taken over is interrupted.
 */
public class InboxWorkers {

    private static final Logger LOG = Logger.getLogger(InboxWorkers.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration GATHER = Duration.ofMillis(20);

    private final String consumer;
    private final Settings settings;
    private final Transactions transactions;
    private final InboxEntries entries;
    private final EntryWork work;
    private final Signal signal;
    private final Semaphore free;
    private final Map<Claim, Thread> working = new ConcurrentHashMap<>();
    private final Set<Claim> suspected = ConcurrentHashMap.newKeySet();
    private volatile boolean draining;

    public InboxWorkers(String consumer, Settings settings, Transactions transactions, InboxEntries entries, EntryWork work,
            Signal signal) {
        this.consumer = consumer;
        this.settings = settings;
        this.transactions = transactions;
        this.entries = entries;
        this.work = work;
        this.signal = signal;
        this.free = new Semaphore(settings.workers());
    }

    /**
     * Begins work on what is due, as far as workers are free.
     *
     * @return how long to wait until there may be more
     */
    public Duration workDue() throws InterruptedException {
        var slots = draining ? 0 : takeFree();
        if (slots == 0) {
            return POLL;
        }
        List<ClaimedEntry> claimed = List.of();
        try {
            claimed = transactions
                    .inNew(() -> entries.claimDue(consumer, work.workedOn(), slots, settings.lease(), settings.gapWait()));
        } finally {
            free.release(slots - claimed.size());
        }
        claimed.forEach(this::begin);
        return claimed.size() < slots ? POLL : Duration.ZERO;
    }

    // Half of all workers, or those that are free after a moment: each claim is a look at the database, and with a backlog they would
    // come free one by one.
    private int takeFree() throws InterruptedException {
        var half = (settings.workers() + 1) / 2;
        var taken = free.tryAcquire(half, GATHER.toMillis(), TimeUnit.MILLISECONDS) ? half : 0;
        return taken + free.drainPermits();
    }

    /** Extends the leases of what is being worked on, each in a transaction of its own so that none waits for another. */
    public Duration extendLeases() {
        for (var claim : List.copyOf(working.keySet())) {
            if (!transactions.inNew(() -> entries.extend(claim, settings.lease()))) {
                suspect(claim);
            }
        }
        return settings.lease().dividedBy(3);
    }

    /** Takes nothing more on. */
    public void beginDrain() {
        draining = true;
    }

    /** Waits for the work under way, then interrupts what is left; that comes due again when its lease ends. */
    public void drain(Duration atMost) {
        beginDrain();
        try {
            if (!free.tryAcquire(settings.workers(), Math.max(0, atMost.toMillis()), TimeUnit.MILLISECONDS)) {
                working.values().forEach(Thread::interrupt);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // A claim is held no more also from the moment its own end is committed. An interrupt would then break the connection that the
    // worker still reads the answer from; if it is there at the next look too, the claim was taken over.
    private void suspect(Claim claim) {
        var worker = working.get(claim);
        if (worker != null && !suspected.add(claim)) {
            LOG.warnf("event %s was taken over by another worker; the work on it here is stopped", claim.event());
            worker.interrupt();
        }
    }

    private void begin(ClaimedEntry entry) {
        var worker = Thread.ofVirtual().name(consumer + "-" + entry.claim().event()).unstarted(() -> {
            try {
                work.perform(entry);
            } finally {
                working.remove(entry.claim());
                suspected.remove(entry.claim());
                free.release();
                signal.raise();
            }
        });
        // Before it runs: on a busy machine its lease must be extended while it waits for a processor.
        working.put(entry.claim(), worker);
        worker.start();
    }

    /**
     * @param workers how many entries are worked on at once
     * @param lease how long an entry stays with a worker that gives no sign of life
     * @param gapWait how long a missing event of a lane is waited for
     */
    public record Settings(int workers, Duration lease, Duration gapWait) {
    }
}
