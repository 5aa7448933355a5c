package io.upmpublisher.events;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Who takes in what: one durable queue per consumer, bound to the names of exactly the events that it consumes. */
public enum Subscription {
    INGRESS("ingress", EventType.PUBLISH_COMPLETED, EventType.REPOSITORY_PROBED, EventType.REPLAY_REQUESTED),
    PUBLISHER("publisher", EventType.PUBLISH_REQUESTED, EventType.REPOSITORY_CHANGED, EventType.PROBE_REQUESTED,
            EventType.REPLAY_REQUESTED),
    CHANGELOG("changelog", EventType.PUBLISH_COMPLETED, EventType.REPLAY_REQUESTED),
    NOTIFIER("notifier", EventType.PUBLISH_COMPLETED, EventType.CHANGELOG_COMPLETED, EventType.ALARM_RAISED,
            EventType.ALARM_RESOLVED, EventType.REPLAY_REQUESTED),
    /** Everything, types that this build does not know included. */
    AUDIT("audit", EventType.values()),
    DEAD_LETTERS("dead-letters", EventType.DEAD_LETTER_RAISED);

    /** The topic exchange that every event goes through; the routing key is the event's name. */
    public static final String EXCHANGE = "upm.events";

    private final String consumer;
    private final Set<EventType> types;

    Subscription(String consumer, EventType... types) {
        this.consumer = consumer;
        this.types = EnumSet.copyOf(List.of(types));
    }

    /** The consumers that must receipt an event of this type before it is finished. */
    public static List<Subscription> to(EventType type) {
        return Stream.of(values()).filter(subscription -> subscription.types.contains(type)).toList();
    }

    public String consumer() {
        return consumer;
    }

    /** What it is bound to, as far as this build knows it. */
    public Set<EventType> types() {
        return Set.copyOf(types);
    }

    /** Whether it owns dead letters that can be replayed. The audit, which takes in everything, only hears of the requests. */
    public boolean isReplayable() {
        return this != AUDIT && types.contains(EventType.REPLAY_REQUESTED);
    }

    public String queue() {
        return "upm." + consumer;
    }

    /** The queue of a consumer by its name, which may be one that this build does not know. */
    public static String queueOf(String consumer) {
        return "upm." + consumer;
    }

    public List<String> bindingKeys() {
        return this == AUDIT ? List.of("#") : types.stream().map(EventType::eventName).toList();
    }
}
