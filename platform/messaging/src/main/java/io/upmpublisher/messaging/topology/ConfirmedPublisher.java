package io.upmpublisher.messaging.topology;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ShutdownSignalException;

import io.upmpublisher.events.EventCodec;

/**
 * Publishes with confirms and {@code mandatory}, and tells of each message whether the broker has it in a queue. Used by one
 * thread. Every batch waits for its confirms, so that nothing of one channel can be mistaken for something of the next.
 */
public class ConfirmedPublisher {

    private static final Logger LOG = Logger.getLogger(ConfirmedPublisher.class);
    private static final Duration CONFIRM_WITHIN = Duration.ofSeconds(10);

    private final Broker broker;
    private @Nullable Channel channel;
    private final Map<String, String> returned = new ConcurrentHashMap<>();
    private final NavigableMap<Long, UUID> refused = new TreeMap<>();
    private final NavigableMap<Long, UUID> underWay = new TreeMap<>();

    public ConfirmedPublisher(Broker broker) {
        this.broker = broker;
    }

    /**
     * @return the events that no queue took, with the reason; all others are safe with the broker
     * @throws IOException if the broker is away or did not confirm in time: nothing is known of any of them
     */
    public Map<UUID, String> publish(Collection<Letter> letters) throws IOException, InterruptedException {
        if (letters.isEmpty()) {
            return Map.of();
        }
        try {
            var open = openChannel();
            returned.clear();
            synchronized (underWay) {
                underWay.clear();
                refused.clear();
            }
            for (var letter : letters) {
                synchronized (underWay) {
                    underWay.put(open.getNextPublishSeqNo(), letter.event());
                }
                open.basicPublish(letter.exchange(), letter.routingKey(), true, propertiesOf(letter), letter.payload());
            }
            open.waitForConfirms(CONFIRM_WITHIN.toMillis());
            if (!open.isOpen()) {
                throw new IOException("the broker closed the channel: " + open.getCloseReason());
            }
            broker.noteUnblocked();
            return unsent(letters);
        } catch (ShutdownSignalException | TimeoutException e) {
            dropChannel(e);
            throw new IOException("the broker did not confirm " + letters.size() + " messages", e);
        } catch (IOException e) {
            dropChannel(e);
            throw e;
        }
    }

    private void dropChannel(Exception failure) {
        if (channel != null) {
            broker.end(channel, failure);
            channel = null;
        }
    }

    /** Makes sure that there is a channel, before anything is claimed for it. */
    public void connect() throws IOException {
        try {
            openChannel();
        } catch (ShutdownSignalException e) {
            throw new IOException("the broker closed the channel", e);
        }
    }

    private Channel openChannel() throws IOException {
        if (channel != null && channel.isOpen()) {
            return channel;
        }
        var opened = broker.openChannel(Broker.Use.PUBLISH);
        try {
            opened.confirmSelect();
        } catch (IOException e) {
            broker.end(opened, e);
            throw e;
        }
        opened.addReturnListener(message -> returned.put(message.getProperties().getMessageId(),
                "no queue took it: " + message.getReplyText()));
        opened.addConfirmListener((tag, multiple) -> {
        }, (tag, multiple) -> {
            synchronized (underWay) {
                refused.putAll(multiple ? underWay.headMap(tag, true) : underWay.subMap(tag, true, tag, true));
            }
        });
        channel = opened;
        return opened;
    }

    private Map<UUID, String> unsent(Collection<Letter> letters) {
        var unsent = new HashMap<UUID, String>();
        for (var letter : letters) {
            var reason = returned.get(letter.event().toString());
            if (reason != null) {
                unsent.put(letter.event(), reason);
            }
        }
        synchronized (underWay) {
            refused.values().forEach(event -> unsent.put(event, "the broker refused it"));
        }
        if (!returned.isEmpty()) {
            mendTopology();
        }
        return unsent;
    }

    // Whether this works or not, what was confirmed is confirmed.
    private void mendTopology() {
        try {
            broker.declareTopology(Broker.Use.PUBLISH);
        } catch (IOException e) {
            LOG.warn("the topology, of which something seems to be missing, could not be declared again", e);
        }
    }

    private static AMQP.BasicProperties propertiesOf(Letter letter) {
        return new AMQP.BasicProperties.Builder()
                .messageId(letter.event().toString())
                .contentType(EventCodec.CONTENT_TYPE)
                .deliveryMode(2)
                .build();
    }

    /** A message and where it goes. */
    public record Letter(UUID event, String exchange, String routingKey, byte[] payload) {
    }
}
