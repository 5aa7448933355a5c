package io.upmpublisher.torture.subject;

import java.io.IOException;
import java.util.concurrent.TimeoutException;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ConnectionFactory;

import io.upmpublisher.testing.PrivateInfrastructure;

/** What somebody with the broker's password can do to what is in it. */
public final class BrokerAccess {

    private final ConnectionFactory factory = new ConnectionFactory();

    BrokerAccess(String virtualHost) {
        factory.setHost(PrivateInfrastructure.env("UPM_TEST_RABBITMQ_HOST"));
        factory.setPort(Integer.parseInt(PrivateInfrastructure.env("UPM_TEST_RABBITMQ_PORT")));
        factory.setUsername(PrivateInfrastructure.env("UPM_TEST_RABBITMQ_USER"));
        factory.setPassword(PrivateInfrastructure.env("UPM_TEST_RABBITMQ_PASSWORD"));
        factory.setVirtualHost(virtualHost);
    }

    public void deleteQueue(String queue) {
        with(channel -> channel.queueDelete(queue));
    }

    public void deleteExchange(String exchange) {
        with(channel -> channel.exchangeDelete(exchange));
    }

    public void declareQuorumQueue(String queue, java.util.Map<String, Object> arguments) {
        with(channel -> channel.queueDeclare(queue, true, false, false, arguments));
    }

    public void send(String queue, byte[] body) {
        with(channel -> {
            channel.confirmSelect();
            channel.basicPublish("", queue, true, new AMQP.BasicProperties.Builder().deliveryMode(2).build(), body);
            channel.waitForConfirmsOrDie(10_000);
        });
    }

    private void with(Work work) {
        try (var connection = factory.newConnection("torture"); var channel = connection.createChannel()) {
            work.on(channel);
        } catch (IOException | TimeoutException | InterruptedException e) {
            throw new IllegalStateException("Could not reach the broker", e);
        }
    }

    @FunctionalInterface
    private interface Work {
        void on(Channel channel) throws IOException, InterruptedException, TimeoutException;
    }
}
