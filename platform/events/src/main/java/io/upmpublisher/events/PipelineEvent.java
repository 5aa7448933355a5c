package io.upmpublisher.events;

import java.util.Optional;

/**
 * Something that happened, or a request for work, told once and never changed. New optional fields may be added to a record;
 * anything else is a new version of the event, under a type and a routing key of its own, consumers first.
 */
public sealed interface PipelineEvent permits AlarmRaised, AlarmResolved, ChangelogCompleted, DeadLetterDiscarded,
        DeadLetterRaised, DeadLetterReplayed, DeliveryIgnored, NotificationCompleted, OperatorActed, ProbeRequested,
        PublishCompleted, PublishRequested, ReplayRequested, RepositoryChanged, RepositoryProbed {

    /** What the event is about: {@code owner/name} where there is a repository. */
    String subject();

    /** The run that the event belongs to, if it belongs to one. */
    default Optional<RunId> correlation() {
        return Optional.empty();
    }

    /** The event's place among those of its subject, where consumers must keep an order. */
    default Optional<Lane> lane() {
        return Optional.empty();
    }

    default EventType type() {
        return EventType.of(getClass());
    }
}
