package io.upmpublisher.messaging;

import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.upmpublisher.events.EventEnvelope;
import io.upmpublisher.events.EventType;
import io.upmpublisher.events.Subscription;
import io.upmpublisher.messaging.effect.EffectKey;
import io.upmpublisher.messaging.inbox.AttemptEnd;
import io.upmpublisher.messaging.inbox.Recorded;

/**
 * What happened, counted and timed; what waits is in {@link MessagingMetrics}. Nothing that others may choose becomes a tag,
 * because each new value would be a series of its own.
 */
public final class MessagingMeters {

    // The aims are 5 s for a message, 30 s for a changelog and 60 s for a package; beyond, how bad it is.
    private static final Duration[] AGES = { Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(10),
            Duration.ofSeconds(30), Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(30) };
    private static final Set<String> EVENTS = Arrays.stream(EventType.values()).map(EventType::eventName)
            .collect(Collectors.toUnmodifiableSet());

    private final MeterRegistry registry;
    private final Clock clock;

    public MessagingMeters(MeterRegistry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
        // From zero on, so that the first of them is a rise already.
        for (var subscription : Subscription.values()) {
            resent(subscription.consumer()).increment(0);
        }
    }

    /** What came from the queue of a consumer. */
    public void received(String consumer, Recorded recorded) {
        received(consumer, "new").increment(recorded.fresh());
        received(consumer, "repeated").increment(recorded.repeated());
        received(consumer, "unreadable").increment(recorded.unreadable());
    }

    public void attempted(String consumer, EventEnvelope event, AttemptEnd end, Duration took) {
        var name = EVENTS.contains(event.name()) ? event.name() : "other";
        Counter.builder("upm.attempts").tags("consumer", consumer, "event", name, "outcome", end.tag())
                .description("Attempts at events, by how they ended").register(registry).increment();
        Timer.builder("upm.work").tags("consumer", consumer, "event", name)
                .description("How long an attempt took").register(registry).record(took);
        if (end == AttemptEnd.DONE) {
            Timer.builder("upm.stage").tags("consumer", consumer, "event", name).serviceLevelObjectives(AGES)
                    .description("How old an event was when its work was done").register(registry)
                    .record(age(event));
        }
    }

    /** Events that these consumers had not receipted were sent to them again, to each once for every mention. */
    public void resent(Collection<String> consumers) {
        consumers.forEach(consumer -> resent(consumer).increment());
    }

    /**
     * @param outcome as the ledger has it, as in {@code done}
     */
    public void effectSettled(EffectKey effect, String outcome) {
        Counter.builder("upm.effects.settled").tags("kind", effect.kind(), "outcome", outcome)
                .description("Attempts at effects and looks for them, by what they found").register(registry).increment();
    }

    // Clocks of two machines differ: an event may seem to come from the future.
    private Duration age(EventEnvelope event) {
        var age = Duration.between(event.time(), clock.instant());
        return age.isNegative() ? Duration.ZERO : age;
    }

    private Counter received(String consumer, String kind) {
        return Counter.builder("upm.inbox.received").tags("consumer", consumer, "kind", kind)
                .description("Messages from the queue: recorded, known already, or no events").register(registry);
    }

    private Counter resent(String consumer) {
        return Counter.builder("upm.outbox.resent").tags("consumer", consumer)
                .description("Events that were sent again to a consumer that had not receipted them").register(registry);
    }
}
