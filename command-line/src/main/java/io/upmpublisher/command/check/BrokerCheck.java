package io.upmpublisher.command.check;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

import com.rabbitmq.client.AuthenticationFailureException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.ShutdownSignalException;

import io.upmpublisher.command.check.Definitions.Queue;
import io.upmpublisher.command.settings.Settings;
import io.upmpublisher.command.settings.Variable;

/** Whether RabbitMQ is there, with the exchanges and queues of deploy/broker/definitions.json as they are there. */
final class BrokerCheck implements Check {

    private static final int PRECONDITION_FAILED = 406;
    private static final int ACCESS_REFUSED = 403;
    private static final int NOT_FOUND = 404;
    private static final String DECLARE = "Start the services, which declare what is missing, or import "
            + "deploy/broker/definitions.json.";

    @Override
    public String name() {
        return "broker";
    }

    @Override
    public List<Finding> look(Surroundings here) throws InterruptedException, GeneralSecurityException {
        var settings = here.settings();
        var factory = factory(settings, here);
        var where = factory.getHost() + ":" + factory.getPort() + ", virtual host " + factory.getVirtualHost();
        try (var connection = factory.newConnection("upm-check")) {
            var findings = new ArrayList<Finding>();
            var definitions = Definitions.ofThisVersion();
            findings.add(Finding.ok("RabbitMQ " + connection.getServerProperties().get("version") + " at " + where));
            exchanges(connection, definitions, findings);
            queues(connection, definitions, findings);
            findings.addAll(BrokerBindings.look(here, definitions, factory.getVirtualHost()));
            return findings;
        } catch (AuthenticationFailureException e) {
            return List.of(Finding.wrong("the broker at " + where + " refuses the user " + factory.getUsername(),
                    "Correct RABBITMQ_USER and RABBITMQ_PASSWORD."));
        } catch (IOException | TimeoutException e) {
            return List.of(unreachable(where, e));
        }
    }

    private static Finding unreachable(String where, Exception e) {
        return e instanceof IOException && e.getCause() instanceof ShutdownSignalException closed
                ? Finding.wrong("the broker at " + where + " closed the connection: " + closed.getMessage(),
                        "Give the user rights on the virtual host (RABBITMQ_VIRTUAL_HOST).")
                : Finding.wrong("the broker at " + where + " was not reached: " + e.getMessage(),
                        "See whether it runs, and correct RABBITMQ_HOST, RABBITMQ_PORT and RABBITMQ_TLS.");
    }

    private static void exchanges(Connection connection, Definitions definitions, List<Finding> findings)
            throws IOException, TimeoutException {
        var good = new ArrayList<String>();
        for (var exchange : definitions.exchanges()) {
            var name = exchange.name();
            var found = asked(connection, channel -> channel.exchangeDeclarePassive(name));
            // Declaring what is there changes nothing, and is refused if it is otherwise.
            var same = found.isEmpty()
                    ? asked(connection, channel -> channel.exchangeDeclare(name, exchange.type(), true))
                    : found;
            judge("exchange " + name, same, good, findings);
        }
        if (!good.isEmpty()) {
            findings.add(Finding.ok(good.size() + " exchanges are as they should be"));
        }
    }

    private static void queues(Connection connection, Definitions definitions, List<Finding> findings)
            throws IOException, TimeoutException {
        var good = new ArrayList<String>();
        var idle = new ArrayList<String>();
        for (var queue : definitions.queues()) {
            var found = asked(connection, channel -> {
                if (channel.queueDeclarePassive(queue.name()).getConsumerCount() == 0 && isConsumed(queue)) {
                    idle.add(queue.name());
                }
            });
            var same = found.isEmpty()
                    ? asked(connection, channel -> channel.queueDeclare(queue.name(), true, false, false, queue.arguments()))
                    : found;
            judge("queue " + queue.name(), same, good, findings);
        }
        if (!good.isEmpty()) {
            findings.add(Finding.ok(good.size() + " queues are as they should be"));
        }
        if (!idle.isEmpty()) {
            findings.add(Finding.warning("nobody consumes from " + String.join(", ", idle),
                    "Start the services that do; their readiness says more."));
        }
    }

    private static boolean isConsumed(Queue queue) {
        return !queue.name().equals("upm.backstop");
    }

    private static void judge(String what, Optional<Integer> refusal, List<String> good, List<Finding> findings) {
        switch (refusal.orElse(0)) {
            case 0 -> good.add(what);
            case NOT_FOUND -> findings.add(Finding.wrong("the " + what + " is not there", DECLARE));
            case PRECONDITION_FAILED ->
                findings.add(Finding.wrong("the " + what + " is of another type, or has other arguments",
                        "Stop the services, delete it, and start them: they declare it anew, and send again what was in it."));
            case ACCESS_REFUSED -> findings.add(Finding.notAsked("the " + what, "The user may not look at it."));
            default -> findings.add(Finding.wrong("the " + what + " could not be looked at (" + refusal.get() + ")",
                    "The broker's log says more."));
        }
    }

    // Each refusal closes its channel. 0 never comes: no refusal is no value.
    private static Optional<Integer> asked(Connection connection, Question question) throws IOException, TimeoutException {
        var channel = connection.createChannel();
        try {
            question.ask(channel);
            return Optional.empty();
        } catch (IOException e) {
            if (e.getCause() instanceof ShutdownSignalException closed
                    && closed.getReason() instanceof com.rabbitmq.client.AMQP.Channel.Close reason) {
                return Optional.of(reason.getReplyCode());
            }
            throw e;
        } finally {
            if (channel.isOpen()) {
                channel.close();
            }
        }
    }

    private static ConnectionFactory factory(Settings settings, Surroundings here) throws GeneralSecurityException {
        var factory = new ConnectionFactory();
        var isTls = settings.get(Variable.RABBITMQ_TLS, "false").equals("true");
        factory.setHost(settings.get(Variable.RABBITMQ_HOST, "localhost"));
        factory.setPort(Integer.parseInt(settings.get(Variable.RABBITMQ_PORT, "5672")));
        factory.setUsername(settings.get(Variable.RABBITMQ_USER, "guest"));
        factory.setPassword(settings.get(Variable.RABBITMQ_PASSWORD, "guest"));
        factory.setVirtualHost(settings.get(Variable.RABBITMQ_VIRTUAL_HOST, "/"));
        var millis = (int) here.patience().toMillis();
        factory.setConnectionTimeout(millis);
        factory.setHandshakeTimeout(millis);
        factory.setChannelRpcTimeout(millis);
        factory.setAutomaticRecoveryEnabled(false);
        if (isTls) {
            factory.useSslProtocol(javax.net.ssl.SSLContext.getDefault());
            factory.enableHostnameVerification();
        }
        return factory;
    }

    private interface Question {
        void ask(Channel channel) throws IOException;
    }
}
