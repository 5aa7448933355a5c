package io.upmpublisher.messaging;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import io.upmpublisher.events.EventType;
import io.upmpublisher.events.PipelineEvent;
import io.upmpublisher.messaging.inbox.EventConsumer;
import io.upmpublisher.messaging.inbox.GiveUp;
import io.upmpublisher.messaging.inbox.Received;
import io.upmpublisher.messaging.inbox.RetryLater;

/** A consumer that does what a test says, and notes whom it was called for. */
public final class RecordingConsumer<E extends PipelineEvent> implements EventConsumer<E> {

    /** What to do about an event. */
    @FunctionalInterface
    public interface Work<E extends PipelineEvent> {
        void on(Received<E> received) throws RetryLater, GiveUp, InterruptedException;
    }

    private final EventType type;
    private final Work<E> work;
    private final List<E> begun = new CopyOnWriteArrayList<>();
    private final Map<Call, AtomicInteger> calls = new ConcurrentHashMap<>();

    private RecordingConsumer(EventType type, Work<E> work) {
        this.type = type;
        this.work = work;
    }

    public static <E extends PipelineEvent> RecordingConsumer<E> of(EventType type, Work<E> work) {
        return new RecordingConsumer<>(type, work);
    }

    public static <E extends PipelineEvent> RecordingConsumer<E> of(EventType type) {
        return of(type, received -> {
        });
    }

    @Override
    public EventType consumes() {
        return type;
    }

    @Override
    public void on(Received<E> received) throws RetryLater, GiveUp, InterruptedException {
        begun.add(received.event());
        calls.computeIfAbsent(new Call(received.claim().consumer(), received.envelope().id()), call -> new AtomicInteger())
                .incrementAndGet();
        work.on(received);
    }

    /** The events in the order of the calls. */
    public List<E> begun() {
        return List.copyOf(begun);
    }

    public int callsFor(UUID event) {
        return calls.entrySet().stream().filter(call -> call.getKey().event().equals(event))
                .mapToInt(call -> call.getValue().get()).sum();
    }

    /** How many different events it was called for. */
    public long events() {
        return calls.keySet().stream().map(Call::event).distinct().count();
    }

    /** How often it was called for an event for which the same subscription had called it before. */
    public int repetitions() {
        return begun.size() - calls.size();
    }

    private record Call(String consumer, UUID event) {
    }
}
