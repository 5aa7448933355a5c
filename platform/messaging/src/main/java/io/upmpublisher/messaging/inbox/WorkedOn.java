package io.upmpublisher.messaging.inbox;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.upmpublisher.events.EventType;

/**
 * Which of a subscription's events this build works on; others are recorded and wait for one that does.
 *
 * @param names empty for every event, types that this build does not know included
 */
public record WorkedOn(Optional<Set<String>> names) {

    static final WorkedOn EVERYTHING = new WorkedOn(Optional.empty());

    public WorkedOn {
        names = names.map(Set::copyOf);
    }

    public static WorkedOn types(Set<EventType> types) {
        return new WorkedOn(Optional.of(types.stream().map(EventType::eventName).collect(Collectors.toSet())));
    }

    boolean contains(String name) {
        return names.map(known -> known.contains(name)).orElse(true);
    }

    boolean isEverything() {
        return names.isEmpty();
    }
}
