package io.upmpublisher.messaging.topology;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.ShutdownSignalException;

/**
 * The connections of a process to RabbitMQ: one to publish and one to consume, because a broker that is short of memory stops
 * reading from publishers, and acknowledgements must not wait with them. The client's automatic recovery is off: each loop that
 * needs a channel opens one anew, so that delivery tags and confirms of a lost channel can never meet those of the next
 * (docs/adr/0004).
 */
public class Broker implements AutoCloseable {

    /** What a connection is for. */
    enum Use {
        PUBLISH,
        CONSUME
    }

    private static final Logger LOG = Logger.getLogger(Broker.class);
    private static final int HEARTBEAT_SECONDS = 15;
    private static final int CONNECT_MILLIS = 5_000;
    private static final int ABORT_MILLIS = 2_000;

    private final BrokerSettings settings;
    private final Topology topology;
    private final String service;
    private final ConnectionFactory factory;
    // Read by health checks, which must not wait for a connection that is being made.
    private final Map<Use, Connection> connections = new ConcurrentHashMap<>();
    // What the broker last said of why it takes nothing; a connection that replaces the one it said it on must not forget it.
    private volatile @Nullable String blocked;
    private boolean closed;

    public Broker(BrokerSettings settings, Topology topology, String service) {
        this.settings = settings;
        this.topology = topology;
        this.service = service;
        this.factory = factoryFor(settings);
    }

    /** Opens a channel, and before it the connection where it is not there and what is missing of the topology. */
    synchronized Channel openChannel(Use use) throws IOException {
        return onConnection(openConnection(use), connection -> {
            topology.declare(connection);
            return createChannel(connection);
        });
    }

    /** Declares the topology again, as after something of it was deleted. */
    synchronized void declareTopology(Use use) throws IOException {
        onConnection(openConnection(use), connection -> {
            topology.declare(connection);
            return null;
        });
    }

    /** Whether there is a connection now; it does not try to make one. */
    public boolean isConnected() {
        return connections.values().stream().anyMatch(Connection::isOpen);
    }

    /** Why the broker takes no messages for now, as in {@code low on memory}. */
    public Optional<String> blocked() {
        return Optional.ofNullable(blocked);
    }

    /** The broker has taken messages. */
    void noteUnblocked() {
        if (blocked != null) {
            LOG.infof("the broker at %s takes messages again", settings);
            blocked = null;
        }
    }

    public BrokerSettings settings() {
        return settings;
    }

    /** Opens a channel on the connection of another. */
    Channel openBeside(Channel channel) throws IOException {
        return onConnection(channel.getConnection(), Broker::createChannel);
    }

    /**
     * Ends a channel after a failure. If that was silence, its connection ends too: whatever keeps answers from us but lets
     * heartbeats pass would keep them from the next channel as well, and no heartbeat would ever end it.
     */
    void end(Channel channel, Exception failure) {
        if (isSilence(failure)) {
            giveUp(channel.getConnection());
        } else {
            close(channel);
        }
    }

    void close(Channel channel) {
        try {
            if (channel.isOpen()) {
                channel.close();
            }
        } catch (TimeoutException e) {
            giveUp(channel.getConnection());
        } catch (IOException | ShutdownSignalException e) {
            LOG.debugf(e, "a channel was already closed");
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        connections.values().forEach(connection -> connection.abort(ABORT_MILLIS));
        connections.clear();
    }

    private <T> T onConnection(Connection connection, Work<T> work) throws IOException {
        try {
            return work.on(connection);
        } catch (ShutdownSignalException e) {
            throw new IOException("the broker at " + settings + " closed the connection", e);
        } catch (IOException e) {
            if (isSilence(e)) {
                giveUp(connection);
            }
            throw e;
        }
    }

    private static Channel createChannel(Connection connection) throws IOException {
        var channel = connection.createChannel();
        if (channel == null) {
            throw new IOException("the broker allows no more channels on this connection");
        }
        return channel;
    }

    private void giveUp(Connection connection) {
        if (connection.isOpen()) {
            LOG.warnf("the broker at %s left something unanswered; the connection is given up", settings);
            connection.abort(ABORT_MILLIS);
        }
    }

    private static boolean isSilence(Exception failure) {
        return failure instanceof TimeoutException || failure.getCause() instanceof TimeoutException;
    }

    private Connection openConnection(Use use) throws IOException {
        var open = connections.get(use);
        if (open != null && open.isOpen()) {
            return open;
        }
        if (closed) {
            throw new IOException("this process is done with the broker");
        }
        try {
            var connection = factory.newConnection(service + "-" + use.name().toLowerCase(Locale.ROOT));
            LOG.infof("connected to the broker at %s to %s", settings, use.name().toLowerCase(Locale.ROOT));
            connection.addBlockedListener(this::noteBlocked, this::noteUnblocked);
            connections.put(use, connection);
            return connection;
        } catch (TimeoutException e) {
            throw new IOException("the broker at " + settings + " did not answer in time", e);
        } catch (ShutdownSignalException e) {
            throw new IOException("the broker at " + settings + " closed the connection", e);
        }
    }

    private void noteBlocked(String reason) {
        LOG.warnf("the broker at %s takes no messages for now: %s; what is told waits in the outbox", settings, reason);
        blocked = reason;
    }

    private static ConnectionFactory factoryFor(BrokerSettings settings) {
        var factory = new ConnectionFactory();
        factory.setHost(settings.host());
        factory.setPort(settings.port());
        factory.setUsername(settings.user());
        factory.setPassword(settings.password());
        factory.setVirtualHost(settings.virtualHost());
        factory.setAutomaticRecoveryEnabled(false);
        factory.setTopologyRecoveryEnabled(false);
        factory.setRequestedHeartbeat(HEARTBEAT_SECONDS);
        factory.setConnectionTimeout(CONNECT_MILLIS);
        factory.setHandshakeTimeout(CONNECT_MILLIS);
        factory.setChannelRpcTimeout((int) Duration.ofSeconds(10).toMillis());
        if (settings.tls()) {
            try {
                factory.useSslProtocol(javax.net.ssl.SSLContext.getDefault());
                factory.enableHostnameVerification();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("this JVM has no TLS", e);
            }
        }
        return factory;
    }

    @FunctionalInterface
    private interface Work<T> {
        T on(Connection connection) throws IOException;
    }
}
