package io.upmpublisher.messaging.topology;

import java.io.IOException;
import java.util.Map;

import org.jboss.logging.Logger;

import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;

import io.upmpublisher.events.Subscription;

/**
 * The exchange, the queues and their bindings. Every service declares all of it, so that what is told before a consumer first
 * starts
 * waits for it.
 */
public class Topology {

    /** Takes what the broker itself gives up on; the receipts see to it that nothing depends on it. */
    public static final String BACKSTOP_EXCHANGE = "upm.backstop";

    public static final String BACKSTOP_QUEUE = "upm.backstop";

    // Far above what restarts cause: broker 4 would otherwise drop after 20 (https://www.rabbitmq.com/docs/quorum-queues#poison-message-handling).
    private static final int DELIVERY_LIMIT = 100;
    private static final Logger LOG = Logger.getLogger(Topology.class);

    private final boolean declare;

    /**
     * @param declare false where the service may not, and the broker was given deploy/broker/definitions.json
     */
    public Topology(boolean declare) {
        this.declare = declare;
    }

    void declare(Connection connection) throws IOException {
        if (!declare) {
            return;
        }
        try (var channel = connection.createChannel()) {
            channel.exchangeDeclare(Subscription.EXCHANGE, BuiltinExchangeType.TOPIC, true);
            channel.exchangeDeclare(BACKSTOP_EXCHANGE, BuiltinExchangeType.FANOUT, true);
            channel.queueDeclare(BACKSTOP_QUEUE, true, false, false, Map.of("x-queue-type", "quorum", "x-max-length", 10_000));
            channel.queueBind(BACKSTOP_QUEUE, BACKSTOP_EXCHANGE, "");
            for (var subscription : Subscription.values()) {
                declareQueue(channel, subscription);
            }
        } catch (java.util.concurrent.TimeoutException e) {
            throw new IOException("the broker did not answer while the topology was declared", e);
        } catch (IOException e) {
            throw explained(e);
        }
    }

    private static void declareQueue(Channel channel, Subscription subscription) throws IOException {
        channel.queueDeclare(subscription.queue(), true, false, false, Map.of(
                "x-queue-type", "quorum",
                "x-delivery-limit", DELIVERY_LIMIT,
                "x-dead-letter-exchange", BACKSTOP_EXCHANGE));
        for (var key : subscription.bindingKeys()) {
            channel.queueBind(subscription.queue(), Subscription.EXCHANGE, key);
        }
    }

    private static IOException explained(IOException e) {
        if (e.getCause() instanceof ShutdownSignalException closed && !closed.isHardError()) {
            LOG.errorf(
                    "the broker does not let the topology be declared: %s. If a queue was made with other arguments, remove it once it "
                            + "is empty; if the user may not declare, import deploy/broker/definitions.json and set "
                            + "UPM_DECLARE_TOPOLOGY=false",
                    closed.getReason());
        }
        return e;
    }
}
