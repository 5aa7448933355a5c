package io.upmpublisher.audit.trail;

import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;

import io.micrometer.core.instrument.MeterRegistry;
import io.upmpublisher.events.EventType;
import io.upmpublisher.events.Subscription;
import io.upmpublisher.messaging.MessagingException;
import io.upmpublisher.messaging.inbox.EnvelopeConsumer;
import io.upmpublisher.messaging.inbox.ReceivedEnvelope;
import io.upmpublisher.messaging.inbox.RetryLater;

/** Keeps a record of every event, those of types that this build does not know included. */
@ApplicationScoped
class EverythingConsumer implements EnvelopeConsumer {

    // check_violation (https://www.postgresql.org/docs/current/errcodes-appendix.html), which a row without a partition is to Postgres.
    private static final String NO_PARTITION = "23514";

    private final Trail trail;
    private final Partitions partitions;
    private final Instance<RecordListener> listeners;
    private final Clock clock;
    private final MeterRegistry registry;

    EverythingConsumer(Trail trail, Partitions partitions, Instance<RecordListener> listeners, Clock clock,
            MeterRegistry registry) {
        this.trail = trail;
        this.partitions = partitions;
        this.listeners = listeners;
        this.clock = clock;
        this.registry = registry;
    }

    @Override
    public Subscription subscription() {
        return Subscription.AUDIT;
    }

    @Override
    public void on(ReceivedEnvelope received) throws RetryLater {
        var envelope = received.envelope();
        var record = RecordReader.read(envelope, received.tree(), clock.instant());
        var type = EventType.ofCloudEventType(envelope.type());
        var day = Partitions.dayOf(record.time());
        partitions.ensure(day);
        try {
            received.finish(() -> keep(record, type, received));
        } catch (MessagingException e) {
            partitions.forget(day);
            if (isDayMissing(e)) {
                throw new RetryLater("AUDIT_DAY_MISSING", "its day was dropped before it could be kept", Optional.empty(), e);
            }
            throw e;
        }
        // Types that are not known could be of any number.
        registry.counter("upm.audit.records", "type", type.map(EventType::eventName).orElse("other")).increment();
    }

    private void keep(AuditRecord record, Optional<EventType> type, ReceivedEnvelope received) {
        if (trail.add(record)) {
            listeners.stream().filter(listener -> type.equals(Optional.of(listener.listensTo())))
                    .forEach(listener -> received.event().ifPresent(listener::recorded));
        }
    }

    private static boolean isDayMissing(MessagingException e) {
        return e.getCause() instanceof SQLException sql && NO_PARTITION.equals(sql.getSQLState());
    }
}
