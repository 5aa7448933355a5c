package io.upmpublisher.messaging.topology;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeoutException;

import org.jboss.logging.Logger;

import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;

import io.upmpublisher.events.Subscription;

/**
 * The exchange, the queues and their bindings. Every service declares all of it, so that what is told before a consumer first
 * starts waits for it.
 */
public class Topology {

    /** Takes what the broker itself gives up on; the receipts see to it that nothing depends on it. */
    public static final String BACKSTOP_EXCHANGE = "upm.backstop";

    public static final String BACKSTOP_QUEUE = "upm.backstop";

    // Far above what restarts cause: broker 4 would otherwise drop after 20 (https://www.rabbitmq.com/docs/quorum-queues#poison-message-handling).
    private static final int DELIVERY_LIMIT = 100;
    static final Map<String, Object> QUEUE_ARGUMENTS = Map.of(
            "x-queue-type", "quorum",
            "x-delivery-limit", DELIVERY_LIMIT,
            "x-dead-letter-exchange", BACKSTOP_EXCHANGE);
    static final Map<String, Object> BACKSTOP_ARGUMENTS = Map.of("x-queue-type", "quorum", "x-max-length", 10_000);

    private static final Logger LOG = Logger.getLogger(Topology.class);

    private final boolean declare;

    /**
     * @param declare false where the service may not, and the broker was given deploy/broker/definitions.json
     */
    public Topology(boolean declare) {
        this.declare = declare;
    }

    /** Declares what is missing, on channels of its own. */
    public void declare(Connection connection) throws IOException {
        if (!declare) {
            return;
        }
        declare(connection, "the exchanges", channel -> {
            channel.exchangeDeclare(Subscription.EXCHANGE, BuiltinExchangeType.TOPIC, true);
            channel.exchangeDeclare(BACKSTOP_EXCHANGE, BuiltinExchangeType.FANOUT, true);
        });
        declare(connection, "the queue " + BACKSTOP_QUEUE, channel -> {
            channel.queueDeclare(BACKSTOP_QUEUE, true, false, false, BACKSTOP_ARGUMENTS);
            channel.queueBind(BACKSTOP_QUEUE, BACKSTOP_EXCHANGE, "");
        });
        for (var subscription : Subscription.values()) {
            declare(connection, "the queue " + subscription.queue(), channel -> declareQueue(channel, subscription));
        }
    }

    private static void declareQueue(Channel channel, Subscription subscription) throws IOException {
        channel.queueDeclare(subscription.queue(), true, false, false, QUEUE_ARGUMENTS);
        for (var key : subscription.bindingKeys()) {
            channel.queueBind(subscription.queue(), Subscription.EXCHANGE, key);
        }
    }

    // Each on a channel of its own: what the broker refuses closes the channel, and one queue that someone made with other arguments
    // must not keep this process from all the others, nor from that queue itself.
    private static void declare(Connection connection, String what, Declaration declaration) throws IOException {
        try (var channel = connection.createChannel()) {
            declaration.on(channel);
        } catch (TimeoutException e) {
            throw new IOException("the broker did not answer while the topology was declared", e);
        } catch (IOException e) {
            if (!(e.getCause() instanceof ShutdownSignalException closed) || closed.isHardError()) {
                throw e;
            }
            LOG.errorf(
                    "the broker refuses to declare %s: %s. It is used as it is. If a queue was made with other arguments, remove it "
                            + "once it is empty; if the user may not declare, import deploy/broker/definitions.json and set "
                            + "UPM_DECLARE_TOPOLOGY=false",
                    what, closed.getReason());
        }
    }

    @FunctionalInterface
    private interface Declaration {
        void on(Channel channel) throws IOException;
    }
}
