package io.upmpublisher.ingress.delivery;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import io.micrometer.core.instrument.MeterRegistry;
import io.upmpublisher.events.DeliveryIgnored;
import io.upmpublisher.ingress.database.IngressDatabase;
import io.upmpublisher.ingress.request.Reading;
import io.upmpublisher.ingress.request.Requests;
import io.upmpublisher.ingress.request.Verdict;
import io.upmpublisher.messaging.outbox.Outbox;

/**
 * Takes in what arrived: it, the decision on it and the event that this causes are stored in one transaction. Killed before its
 * end, nothing of it happened, and the sender has no answer; after it, a repetition finds it.
 */
@ApplicationScoped
public class Intake {

    private static final Logger LOG = Logger.getLogger(Intake.class);

    private final IngressDatabase database;
    private final ArrivalTable arrivals;
    private final DeliveryRepository deliveries;
    private final DeliveryKeys keys;
    private final Requests requests;
    private final Outbox outbox;
    private final MeterRegistry metrics;
    private final Clock clock;

    Intake(IngressDatabase database, ArrivalTable arrivals, DeliveryRepository deliveries, DeliveryKeys keys, Requests requests,
            Outbox outbox,
            MeterRegistry metrics, Clock clock) {
        this.database = database;
        this.arrivals = arrivals;
        this.deliveries = deliveries;
        this.keys = keys;
        this.requests = requests;
        this.outbox = outbox;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Does nothing about what is known already but to say what was decided on it. */
    public Taken take(Arrival arrival, Reading reading) {
        var taken = take(arrival, sha256(arrival.body()), reading);
        var decision = taken.isDuplicate() ? "duplicate" : taken.decision();
        metrics.counter("upm.deliveries", "decision", decision, "code", taken.code()).increment();
        LOG.infof("delivery %s (%s): %s, %s %s", arrival.id(), arrival.event(), decision, taken.code(), taken.reason());
        return taken;
    }

    private Taken take(Arrival arrival, String digest, Reading reading) {
        return takeNew(arrival, digest, reading).or(() -> takeAgain(arrival, digest))
                // It was here and was purged in between.
                .orElseGet(() -> take(arrival, digest, reading));
    }

    // Nearly everything is new, so it is decided on before anybody asks whether it was here; if it was, that is rolled back.
    private Optional<Taken> takeNew(Arrival arrival, String digest, Reading reading) {
        try {
            return Optional.of(database.inTransaction(() -> {
                // To the precision of the database, so that a cursor made of it finds its place again.
                var delivery = Delivery.of(arrival, digest, clock.instant().truncatedTo(ChronoUnit.MICROS));
                decide(delivery, reading);
                // The key after the delivery, and not before: if it is being made of the delivery, this waits until it is there.
                if (!arrivals.insert(delivery, arrival.body()) || keys.find(arrival.id()).isPresent()) {
                    throw new WasHere();
                }
                return Taken.of(delivery, false);
            }));
        } catch (WasHere e) {
            return Optional.empty();
        }
    }

    private Optional<Taken> takeAgain(Arrival arrival, String digest) {
        return database.inTransaction(
                () -> deliveries.locked(arrival.id()).map(known -> repeat(known, digest)).or(() -> keys.find(arrival.id())));
    }

    private Taken repeat(Delivery known, String digest) {
        var sameBody = known.digest().equals(digest);
        known.repeat(sameBody);
        if (!sameBody) {
            LOG.warnf("delivery %s came again with another body; the first one counts", known.id());
        }
        return Taken.of(known, true);
    }

    /** Decides by the registration of now, and tells. */
    void decide(Delivery delivery, Reading reading) {
        var verdict = requests.decide(reading, delivery.id());
        delivery.decide(reading, verdict, clock.instant());
        if (verdict instanceof Verdict.Ignored ignored) {
            outbox.append(new DeliveryIgnored(delivery.id(), delivery.event(), reading.repository(), reading.ref(),
                    reading.commit(), reading.sender(), ignored.code().name(), ignored.reason(),
                    Optional.of(reading.earlierCommits())));
        }
    }

    private static String sha256(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }

    /** Rolls back what was decided on something that was decided on before. */
    private static final class WasHere extends RuntimeException {

        private static final long serialVersionUID = 1;

        WasHere() {
            super("it was here before", null, false, false);
        }
    }
}
