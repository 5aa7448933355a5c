package io.upmpublisher.messaging.inbox;

import java.util.Map;

import io.upmpublisher.events.EventCodec;
import io.upmpublisher.events.EventEnvelope;
import io.upmpublisher.events.EventType;
import io.upmpublisher.events.PipelineEvent;
import io.upmpublisher.events.UnreadableEventException;
import io.upmpublisher.messaging.inbox.InboxEntries.ClaimedEntry;

/** Who works on the events of one subscription. */
public sealed interface Consumers {

    WorkedOn workedOn();

    /** Lets the consumer of an event work on it; what it leaves unfinished and does not throw about is finished. */
    void call(Attempt attempt) throws UnreadableEventException, RetryLater, GiveUp, InterruptedException;

    /** Lets the consumer of an event record what others must hear of its end. */
    void givenUp(ClaimedEntry entry, EventEnvelope envelope, String code, String cause) throws UnreadableEventException;

    /** One for each type. */
    record ByType(Map<EventType, EventConsumer<?>> byType) implements Consumers {

        public ByType {
            byType = Map.copyOf(byType);
        }

        @Override
        public WorkedOn workedOn() {
            return WorkedOn.types(byType.keySet());
        }

        @Override
        public void call(Attempt attempt)
                throws UnreadableEventException, RetryLater, GiveUp, InterruptedException {
            call(consumerOf(attempt.envelope()), attempt);
        }

        @Override
        public void givenUp(ClaimedEntry entry, EventEnvelope envelope, String code, String cause)
                throws UnreadableEventException {
            givenUp(consumerOf(envelope), entry, code, cause);
        }

        private static <E extends PipelineEvent> void givenUp(EventConsumer<E> consumer, ClaimedEntry entry, String code,
                String cause) throws UnreadableEventException {
            consumer.givenUp(eventOf(consumer, entry), code, cause);
        }

        // Entries are claimed by their names, which a foreign type may look like.
        private EventConsumer<?> consumerOf(EventEnvelope envelope) throws UnreadableEventException {
            return EventType.ofCloudEventType(envelope.type()).map(byType::get)
                    .orElseThrow(() -> new UnreadableEventException("its type " + envelope.type() + " is not known here"));
        }

        private static <E extends PipelineEvent> void call(EventConsumer<E> consumer, Attempt attempt)
                throws UnreadableEventException, RetryLater, GiveUp, InterruptedException {
            consumer.on(new Received<>(eventOf(consumer, attempt.entry()), attempt.envelope(), attempt.entry().afterGap(),
                    attempt.isLast(), attempt.hold()));
        }

        // Consumers are registered under the type of their event.
        @SuppressWarnings("unchecked")
        private static <E extends PipelineEvent> E eventOf(EventConsumer<E> consumer, ClaimedEntry entry)
                throws UnreadableEventException {
            return (E) EventCodec.readEvent(entry.payload());
        }
    }

    /** One for everything. */
    record OfEverything(EnvelopeConsumer consumer) implements Consumers {

        @Override
        public WorkedOn workedOn() {
            return WorkedOn.EVERYTHING;
        }

        @Override
        public void call(Attempt attempt)
                throws UnreadableEventException, RetryLater, GiveUp, InterruptedException {
            consumer.on(new ReceivedEnvelope(attempt.envelope(), attempt.entry().payload(), attempt.hold()));
        }

        // Nobody waits for one who takes in everything.
        @Override
        public void givenUp(ClaimedEntry entry, EventEnvelope envelope, String code, String cause) {
        }
    }

    /**
     * @param isLast whether a {@link RetryLater} would now make a dead letter of the event
     */
    record Attempt(ClaimedEntry entry, EventEnvelope envelope, boolean isLast, Hold hold) {
    }
}
