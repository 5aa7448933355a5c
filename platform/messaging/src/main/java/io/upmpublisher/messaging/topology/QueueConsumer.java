package io.upmpublisher.messaging.topology;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import com.rabbitmq.client.CancelCallback;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ConsumerShutdownSignalCallback;
import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.ShutdownSignalException;

import io.upmpublisher.messaging.MessagingException;

/**
 * Takes messages from one queue, gives them to a recorder in batches and acknowledges a batch when it is recorded. While
 * nothing can be recorded it takes no more than its prefetch. A lost connection, a closed channel, a cancelled consumer or a
 * deleted queue end the session; the next round begins another. A session that hears nothing for a while is replaced, because
 * not every end is told of.
 */
public class QueueConsumer {

    /** Writes messages down for good; when it returns they are acknowledged. Must take a message twice without harm. */
    @FunctionalInterface
    public interface Recorder {
        void record(List<byte[]> messages);
    }

    private static final Logger LOG = Logger.getLogger(QueueConsumer.class);
    private static final int PREFETCH = 64;
    private static final Duration LOOK_AROUND = Duration.ofSeconds(1);

    private final Broker broker;
    private final String queue;
    private final Duration proveAliveEvery;
    private final Duration lookAround;
    private final Recorder recorder;
    private final AtomicLong sessions = new AtomicLong();
    private volatile @Nullable Session session;

    /**
     * @param proveAliveEvery after how long without messages the consumer is replaced by another, which proves itself by being
     *        begun. How many consumers the broker counts proves nothing: they may be another replica's
     */
    public QueueConsumer(Broker broker, String queue, Duration proveAliveEvery, Recorder recorder) {
        this.broker = broker;
        this.queue = queue;
        this.proveAliveEvery = proveAliveEvery;
        this.lookAround = proveAliveEvery.compareTo(LOOK_AROUND) < 0 ? proveAliveEvery : LOOK_AROUND;
        this.recorder = recorder;
    }

    /** Whether the broker holds a consumer of this process for the queue, as far as was last seen. */
    public boolean isConsuming() {
        var current = session;
        return current != null && current.channel.isOpen();
    }

    /** How often it began to consume; replacing a consumer that heard nothing does not count. */
    public long sessionsBegun() {
        return sessions.get();
    }

    public String queue() {
        return queue;
    }

    /**
     * Takes and records one batch, or finds after a while that there is none.
     *
     * @return nothing to wait for
     * @throws IOException when the broker is away, or took the consumer away
     * @throws MessagingException when the batch could not be recorded; it is kept for the next round
     */
    public Duration takeBatch() throws IOException, InterruptedException {
        var current = session;
        try {
            if (current == null) {
                current = begin(broker.openChannel(Broker.Use.CONSUME));
                sessions.incrementAndGet();
                LOG.infof("consuming from %s", queue);
            } else if (current.isIdle()) {
                current = replace(current);
            }
            current.takeBatch();
            return Duration.ZERO;
        } catch (ShutdownSignalException e) {
            end(current, e);
            throw new IOException("the channel for " + queue + " was closed", e);
        } catch (IOException | InterruptedException e) {
            end(current, e);
            throw e;
        }
    }

    private Session begin(Channel channel) throws IOException {
        var begun = new Session(channel);
        try {
            begun.begin();
        } catch (IOException | ShutdownSignalException e) {
            broker.end(channel, e);
            throw e;
        }
        session = begun;
        return begun;
    }

    // On a channel of its own: on the old one RabbitMQ sometimes keeps a consumer of a queue that was deleted and made again, which
    // takes messages from the new one and hands them to nobody. What the old channel has not acknowledged comes again.
    private Session replace(Session old) throws IOException {
        var next = begin(broker.openBeside(old.channel));
        broker.close(old.channel);
        return next;
    }

    private void end(@Nullable Session ended, Exception why) {
        session = null;
        if (ended != null) {
            broker.end(ended.channel, why);
        }
    }

    private sealed interface Event {
    }

    private record Arrived(Delivery delivery) implements Event {
    }

    private record Ended(String reason) implements Event {
    }

    /** A channel, and what came over it; used by one thread, filled by the client's. */
    private final class Session {

        private final Channel channel;
        // Never longer than the prefetch and the one end.
        private final BlockingQueue<Event> arrived = new LinkedBlockingQueue<>();
        private List<Delivery> unrecorded = List.of();
        private long provenAt = System.nanoTime();

        Session(Channel channel) {
            this.channel = channel;
        }

        void begin() throws IOException {
            channel.basicQos(PREFETCH);
            CancelCallback cancelled = tag -> arrived.add(new Ended("the broker cancelled the consumer of " + queue));
            ConsumerShutdownSignalCallback closed = (tag, signal) -> arrived
                    .add(new Ended("the channel for " + queue + " was closed: " + signal.getMessage()));
            channel.basicConsume(queue, false, Map.of(), (tag, delivery) -> arrived.add(new Arrived(delivery)), cancelled,
                    closed);
        }

        boolean isIdle() {
            return unrecorded.isEmpty() && arrived.isEmpty() && System.nanoTime() - provenAt > proveAliveEvery.toNanos();
        }

        void takeBatch() throws IOException, InterruptedException {
            if (unrecorded.isEmpty()) {
                unrecorded = nextBatch();
            } else if (!channel.isOpen()) {
                throw new IOException("the channel for " + queue + " was closed before its messages could be recorded");
            }
            if (!unrecorded.isEmpty()) {
                recorder.record(unrecorded.stream().map(Delivery::getBody).toList());
                channel.basicAck(unrecorded.getLast().getEnvelope().getDeliveryTag(), true);
                unrecorded = List.of();
                provenAt = System.nanoTime();
            }
        }

        private List<Delivery> nextBatch() throws IOException, InterruptedException {
            var first = arrived.poll(lookAround.toMillis(), TimeUnit.MILLISECONDS);
            if (first == null) {
                return List.of();
            }
            var events = new ArrayList<Event>(List.of(first));
            arrived.drainTo(events, PREFETCH);
            var deliveries = new ArrayList<Delivery>();
            for (var event : events) {
                switch (event) {
                    case Arrived(Delivery delivery) -> deliveries.add(delivery);
                    case Ended(String reason) -> throw new IOException(reason);
                }
            }
            return deliveries;
        }
    }
}
