package io.upmpublisher.audit.trail;

import java.time.Clock;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;

import io.micrometer.core.instrument.MeterRegistry;
import io.upmpublisher.events.EventType;
import io.upmpublisher.events.Subscription;
import io.upmpublisher.messaging.MessagingException;
import io.upmpublisher.messaging.inbox.EnvelopeConsumer;
import io.upmpublisher.messaging.inbox.ReceivedEnvelope;

/** Keeps a record of every event, those of types that this build does not know included. */
@ApplicationScoped
class EverythingConsumer implements EnvelopeConsumer {

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
    public void on(ReceivedEnvelope received) {
        var envelope = received.envelope();
        var record = RecordReader.read(envelope, received.tree(), clock.instant());
        var day = Partitions.dayOf(record.time());
        partitions.ensure(day);
        try {
            received.finish(() -> keep(record, received));
        } catch (MessagingException e) {
            partitions.forget(day);
            throw e;
        }
        // Types that are not known could be of any number.
        var type = EventType.ofCloudEventType(envelope.type()).map(EventType::eventName).orElse("other");
        registry.counter("upm.audit.records", "type", type).increment();
    }

    private void keep(AuditRecord record, ReceivedEnvelope received) {
        if (trail.add(record)) {
            received.event().ifPresent(event -> listeners.forEach(listener -> listener.recorded(event)));
        }
    }
}
