package io.upmpublisher.messaging.topology;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.jboss.logging.Logger;

import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.CancelCallback;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ConsumerShutdownSignalCallback;
import com.rabbitmq.client.Delivery;

import io.upmpublisher.messaging.MessagingException;

/**
 * Takes messages from one queue, gives them to a recorder in batches and acknowledges a batch when it is recorded. While
 * nothing can be
 * recorded it takes no more than its prefetch. A lost connection, a closed channel, a cancelled consumer or a deleted queue end
 * the
 * session; the loop that runs it begins the next.
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
    // A queue that was deleted and made again by someone else leaves a consumer that hears nothing; asking costs one round trip.
    private static final Duration PROVE_ALIVE = Duration.ofSeconds(15);
    private static final Duration RECORD_AGAIN_AFTER = Duration.ofSeconds(1);

    private final Broker broker;
    private final String queue;
    private final Recorder recorder;
    private volatile boolean consuming;

    public QueueConsumer(Broker broker, String queue, Recorder recorder) {
        this.broker = broker;
        this.queue = queue;
        this.recorder = recorder;
    }

    /** Whether the broker holds a consumer of this process for the queue, as far as was last seen. */
    public boolean isConsuming() {
        return consuming;
    }

    public String queue() {
        return queue;
    }

    /**
     * Consumes until the session ends.
     *
     * @return never; it ends by an exception
     * @throws IOException when the broker is away, or took the consumer away
     */
    public Duration consume() throws IOException, InterruptedException {
        broker.declareTopology();
        var channel = broker.openChannel(queue);
        try {
            consume(channel);
            throw new IOException("the session ended");
        } catch (AlreadyClosedException e) {
            throw new IOException("the channel for " + queue + " was closed", e);
        } finally {
            consuming = false;
            broker.closeQuietly(channel);
        }
    }

    private void consume(Channel channel) throws IOException, InterruptedException {
        var arrived = new LinkedBlockingQueue<Event>();
        channel.basicQos(PREFETCH);
        CancelCallback cancelled = tag -> arrived.add(new Ended("the broker cancelled the consumer of " + queue));
        ConsumerShutdownSignalCallback closed = (tag, signal) -> arrived
                .add(new Ended("channel closed: " + signal.getMessage()));
        channel.basicConsume(queue, false, Map.of(), (tag, delivery) -> arrived.add(new Arrived(delivery)), cancelled, closed);
        consuming = true;
        LOG.infof("consuming from %s", queue);
        var provenAt = System.nanoTime();
        while (true) {
            var batch = nextBatch(arrived);
            if (!batch.isEmpty()) {
                record(channel, batch);
            }
            if (System.nanoTime() - provenAt > PROVE_ALIVE.toNanos()) {
                proveAlive(channel);
                provenAt = System.nanoTime();
            }
        }
    }

    private static List<Delivery> nextBatch(BlockingQueue<Event> arrived) throws IOException, InterruptedException {
        var first = arrived.poll(LOOK_AROUND.toMillis(), TimeUnit.MILLISECONDS);
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

    private void record(Channel channel, List<Delivery> batch) throws IOException, InterruptedException {
        var messages = batch.stream().map(Delivery::getBody).toList();
        while (true) {
            try {
                recorder.record(messages);
                break;
            } catch (MessagingException e) {
                LOG.warnf(e, "%d messages of %s could not be recorded and stay with the broker until they can", batch.size(),
                        queue);
                TimeUnit.MILLISECONDS.sleep(RECORD_AGAIN_AFTER.toMillis());
                if (!channel.isOpen()) {
                    throw new IOException("the channel for " + queue + " was closed before its messages could be recorded", e);
                }
            }
        }
        channel.basicAck(batch.getLast().getEnvelope().getDeliveryTag(), true);
    }

    private void proveAlive(Channel channel) throws IOException {
        if (channel.queueDeclarePassive(queue).getConsumerCount() == 0) {
            throw new IOException("the broker knows no consumer of " + queue);
        }
    }

    private sealed interface Event {
    }

    private record Arrived(Delivery delivery) implements Event {
    }

    private record Ended(String reason) implements Event {
    }
}
