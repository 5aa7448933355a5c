package io.upmpublisher.messaging.outbox;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jboss.logging.Logger;

import io.upmpublisher.events.Subscription;
import io.upmpublisher.messaging.MessagingException;
import io.upmpublisher.messaging.MessagingMeters;
import io.upmpublisher.messaging.Transactions;
import io.upmpublisher.messaging.outbox.OutboxEntries.ClaimedEntry;
import io.upmpublisher.messaging.topology.ConfirmedPublisher;
import io.upmpublisher.messaging.topology.ConfirmedPublisher.Letter;

/**
 * Hands due entries to the broker. Killed at any line, it leaves entries whose lease ends and which are sent again; consumers
 * know what they have.
 */
public class Relay {

    private static final Logger LOG = Logger.getLogger(Relay.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration RETRY_UNSENT = Duration.ofSeconds(1);
    private static final int BATCH = 100;

    private final Transactions transactions;
    private final OutboxEntries entries;
    private final ConfirmedPublisher publisher;
    private final Settings settings;
    private final MessagingMeters meters;

    public Relay(Transactions transactions, OutboxEntries entries, ConfirmedPublisher publisher, Settings settings,
            MessagingMeters meters) {
        this.transactions = transactions;
        this.entries = entries;
        this.publisher = publisher;
        this.settings = settings;
        this.meters = meters;
    }

    /**
     * Sends one batch.
     *
     * @return how long to wait until the next, nothing where more may be due
     * @throws IOException if the broker is away; nothing is claimed then, or what was is due again soon
     */
    public Duration relayDue() throws IOException, InterruptedException {
        publisher.connect();
        var claim = UUID.randomUUID();
        var claimed = transactions.inNew(() -> entries.claimDue(claim, BATCH, settings.lease()));
        if (claimed.isEmpty()) {
            return POLL;
        }
        send(claim, claimed);
        return claimed.size() < BATCH ? POLL : Duration.ZERO;
    }

    private void send(UUID claim, List<ClaimedEntry> claimed) throws IOException, InterruptedException {
        tellOfRepetitions(claimed);
        Map<UUID, String> unsent;
        try {
            unsent = publisher.publish(claimed.stream().flatMap(entry -> lettersFor(entry).stream()).toList());
        } catch (IOException e) {
            release(claim, claimed, e);
            throw e;
        }
        var sent = claimed.stream().map(ClaimedEntry::event).filter(event -> !unsent.containsKey(event)).toList();
        transactions.runInNew(() -> {
            entries.markSent(claim, sent, settings.resendAfter());
            unsent.entrySet().stream()
                    .collect(Collectors.groupingBy(Map.Entry::getValue,
                            Collectors.mapping(Map.Entry::getKey, Collectors.toList())))
                    .forEach((error, events) -> entries.markUnsent(claim, events, error, RETRY_UNSENT));
        });
        claimed.stream().filter(entry -> entry.sentBefore() && !unsent.containsKey(entry.event()))
                .forEach(entry -> meters.resent(entry.missing()));
        if (!unsent.isEmpty()) {
            LOG.warnf("%d of %d events were not taken by the broker and are sent again: %s", unsent.size(), claimed.size(),
                    Map.copyOf(unsent).values().stream().findFirst().orElseThrow());
        }
    }

    private void release(UUID claim, List<ClaimedEntry> claimed, IOException e) {
        try {
            transactions.runInNew(() -> entries.markUnsent(claim, ids(claimed), "the broker did not confirm it", RETRY_UNSENT));
        } catch (MessagingException alsoFailed) {
            // Both are away: the lease will end.
            e.addSuppressed(alsoFailed);
        }
    }

    // The first time through the exchange, to all at once; later only to the queues of those who did not receipt.
    private static List<Letter> lettersFor(ClaimedEntry entry) {
        if (!entry.sentBefore()) {
            return List.of(new Letter(entry.event(), Subscription.EXCHANGE, entry.name(), entry.payload()));
        }
        return entry.missing().stream()
                .map(consumer -> new Letter(entry.event(), "", Subscription.queueOf(consumer), entry.payload()))
                .toList();
    }

    private static void tellOfRepetitions(List<ClaimedEntry> claimed) {
        var repeated = claimed.stream().filter(entry -> entry.sentBefore() && !entry.missing().isEmpty()).toList();
        if (!repeated.isEmpty()) {
            LOG.infof("%d events were not receipted in time and are sent again, %s (%s) to %s among them", repeated.size(),
                    repeated.getFirst().event(), repeated.getFirst().name(), repeated.getFirst().missing());
        }
    }

    private static List<UUID> ids(List<ClaimedEntry> claimed) {
        return claimed.stream().map(ClaimedEntry::event).toList();
    }

    /**
     * @param lease how long claimed entries stay with a relay that gives no sign of life
     * @param resendAfter when an event is sent again to consumers that have not receipted it
     */
    public record Settings(Duration lease, Duration resendAfter) {
    }
}
