package io.upmpublisher.messaging.topology;

/** Where the broker is. The virtual host is the broker's default unless the URL of a deployment says otherwise. */
public record BrokerSettings(String host, int port, String user, String password, String virtualHost, boolean tls) {

    @Override
    public String toString() {
        return "%s:%d%s".formatted(host, port, virtualHost);
    }
}
