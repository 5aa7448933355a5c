package io.upmpublisher.events;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The kinds of events, each with the name under which routing keys, records and API filters know it. */
public enum EventType {
    DELIVERY_IGNORED("delivery.ignored", DeliveryIgnored.class),
    PUBLISH_REQUESTED("publish.requested", PublishRequested.class),
    PUBLISH_COMPLETED("publish.completed", PublishCompleted.class),
    CHANGELOG_COMPLETED("changelog.completed", ChangelogCompleted.class),
    NOTIFICATION_COMPLETED("notification.completed", NotificationCompleted.class),
    REPOSITORY_CHANGED("repository.changed", RepositoryChanged.class),
    PROBE_REQUESTED("probe.requested", ProbeRequested.class),
    REPOSITORY_PROBED("repository.probed", RepositoryProbed.class),
    ALARM_RAISED("alarm.raised", AlarmRaised.class),
    ALARM_RESOLVED("alarm.resolved", AlarmResolved.class),
    OPERATOR_ACTED("operator.acted", OperatorActed.class),
    DEAD_LETTER_RAISED("dead-letter.raised", DeadLetterRaised.class),
    DEAD_LETTER_REPLAYED("dead-letter.replayed", DeadLetterReplayed.class),
    DEAD_LETTER_DISCARDED("dead-letter.discarded", DeadLetterDiscarded.class),
    REPLAY_REQUESTED("replay.requested", ReplayRequested.class);

    private static final String PREFIX = "io.upmpublisher.";
    private static final String VERSION = ".v1";
    private static final Map<Class<?>, EventType> BY_CLASS = Arrays.stream(values())
            .collect(Collectors.toMap(EventType::eventClass, Function.identity()));
    private static final Map<String, EventType> BY_TYPE = Arrays.stream(values())
            .collect(Collectors.toMap(EventType::cloudEventType, Function.identity()));

    private final String eventName;
    private final Class<? extends PipelineEvent> eventClass;

    EventType(String eventName, Class<? extends PipelineEvent> eventClass) {
        this.eventName = eventName;
        this.eventClass = eventClass;
    }

    public static EventType of(Class<? extends PipelineEvent> eventClass) {
        return BY_CLASS.get(eventClass);
    }

    /** Empty for types, or versions of them, that this build does not know. */
    public static Optional<EventType> ofCloudEventType(String type) {
        return Optional.ofNullable(BY_TYPE.get(type));
    }

    /**
     * The name in a CloudEvents type, for types of other builds too. Versions above the first are part of the name, as they are
     * of the routing key.
     *
     * @return empty if the type is not one of this system's
     */
    public static Optional<String> nameIn(String cloudEventType) {
        if (!cloudEventType.startsWith(PREFIX)) {
            return Optional.empty();
        }
        var name = cloudEventType.substring(PREFIX.length());
        return Optional.of(name.endsWith(VERSION) ? name.substring(0, name.length() - VERSION.length()) : name)
                .filter(found -> !found.isEmpty());
    }

    /** As in {@code publish.requested}; also the routing key. */
    public String eventName() {
        return eventName;
    }

    public Class<? extends PipelineEvent> eventClass() {
        return eventClass;
    }

    /** As in {@code io.upmpublisher.publish.requested.v1}. */
    public String cloudEventType() {
        return PREFIX + eventName + VERSION;
    }
}
