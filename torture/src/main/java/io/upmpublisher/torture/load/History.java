package io.upmpublisher.torture.load;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Everything that was sent, as its sender remembers it. */
public final class History {

    private final List<Push> pushes = new CopyOnWriteArrayList<>();

    void add(Push push) {
        pushes.add(push);
    }

    public List<Push> pushes() {
        return List.copyOf(pushes);
    }

    /** How many were answered 2xx at the first try. */
    public long acceptedAtOnce() {
        return pushes.stream().filter(push -> push.isTaken() && !push.wasIndeterminate()).count();
    }

    /** Answers that were neither 2xx, nor 503, nor missing: nothing that is done to the product may cause one. */
    public List<String> strangeAnswers() {
        return pushes.stream().flatMap(push -> push.answers().stream()
                .filter(answer -> !answer.isTaken() && answer.status() != 503 && answer.status() != 0)
                .map(answer -> push + " was answered " + answer.status())).toList();
    }
}
