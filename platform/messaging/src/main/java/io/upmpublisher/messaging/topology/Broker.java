package io.upmpublisher.messaging.topology;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.ShutdownSignalException;

/**
 * The connection of a process to RabbitMQ. The client's automatic recovery is off: each loop that needs a channel opens one
 * anew, so that
 * delivery tags and confirms of a lost channel can never meet those of the next (docs/adr/0004).
 */
public class Broker implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Broker.class);
    private static final int HEARTBEAT_SECONDS = 15;
    private static final int CONNECT_MILLIS = 5_000;

    private final BrokerSettings settings;
    private final Topology topology;
    private final ConnectionFactory factory;
    private @Nullable Connection connection;

    public Broker(BrokerSettings settings, Topology topology, String service) {
        this.settings = settings;
        this.topology = topology;
        this.factory = factoryFor(settings, service);
    }

    /**
     * Opens a channel, and the connection and the topology before it where they are not there.
     *
     * @param purpose for the log
     */
    public synchronized Channel openChannel(String purpose) throws IOException {
        try {
            var open = openConnection();
            var channel = open.createChannel();
            if (channel == null) {
                throw new IOException("the broker allows no more channels on this connection");
            }
            LOG.debugf("opened a channel to %s for %s", settings, purpose);
            return channel;
        } catch (ShutdownSignalException e) {
            throw new IOException("the broker at " + settings + " closed the connection", e);
        }
    }

    /** Declares the topology again, as after something of it was deleted. */
    public synchronized void declareTopology() throws IOException {
        try {
            topology.declare(openConnection());
        } catch (ShutdownSignalException e) {
            throw new IOException("the broker at " + settings + " closed the connection", e);
        }
    }

    /** Whether there is a connection now; it does not try to make one. */
    public synchronized boolean isConnected() {
        return connection != null && connection.isOpen();
    }

    public BrokerSettings settings() {
        return settings;
    }

    void closeQuietly(Channel channel) {
        try {
            if (channel.isOpen()) {
                channel.close();
            }
        } catch (IOException | TimeoutException | ShutdownSignalException e) {
            LOG.debugf(e, "a channel was already closed");
        }
    }

    @Override
    public synchronized void close() {
        if (connection != null) {
            connection.abort(2_000);
            connection = null;
        }
    }

    private Connection openConnection() throws IOException {
        if (connection != null && connection.isOpen()) {
            return connection;
        }
        try {
            connection = factory.newConnection();
            LOG.infof("connected to the broker at %s", settings);
            topology.declare(connection);
            return connection;
        } catch (TimeoutException e) {
            throw new IOException("the broker at " + settings + " did not answer in time", e);
        }
    }

    private static ConnectionFactory factoryFor(BrokerSettings settings, String service) {
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
        factory.getClientProperties().put("connection_name", service);
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
}
