package io.upmpublisher.audit.deadletter;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import io.upmpublisher.events.Subscription;

/**
 * What a service gave up on, and what became of it.
 *
 * @param event JSON: as it came; empty where it could not be read, or is left out of a list
 * @param bytes how many there are of what could not be read or is too long to be kept as an event
 */
public record DeadLetter(UUID id, String service, UUID eventId, Optional<String> type, Optional<UUID> run,
        Optional<String> about, String code, String cause, int attempts, Instant firstAt, Instant lastAt, State state,
        Optional<String> event, Optional<Integer> bytes, Optional<Replay> replay, Optional<Discard> discard) {

    public enum State {
        PARKED,
        REPLAYED,
        DISCARDED
    }

    /**
     * The last replay.
     *
     * @param outcome empty until the service has answered
     * @param times how often one was asked for
     */
    public record Replay(String by, Instant requestedAt, Optional<String> outcome, Optional<Instant> answeredAt, int times) {
    }

    public record Discard(String by, Instant at, String reason) {
    }

    /** Whether one was asked for that its service has not answered yet. */
    public boolean isReplayUnderWay() {
        return replay.isPresent() && replay.get().outcome().isEmpty();
    }

    /** Whether there is an event that could be worked on again. */
    public boolean isReadable() {
        return type.isPresent();
    }

    /** Whether its service takes replays; the audit's own queues do not. */
    public boolean isOwnerReplaying() {
        for (var subscription : Subscription.values()) {
            if (subscription.consumer().equals(service)) {
                return subscription.isReplayable();
            }
        }
        // One that this build does not know may well.
        return true;
    }
}
