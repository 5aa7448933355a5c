package io.upmpublisher.torture.subject;

import io.upmpublisher.testing.PrivateInfrastructure;

/** The private Postgres and RabbitMQ themselves, as whoever has their machine can treat them. */
public final class Machinery {

    private final PrivateInfrastructure infrastructure;

    Machinery(PrivateInfrastructure infrastructure) {
        this.infrastructure = infrastructure;
    }

    public void killBroker() {
        infrastructure.broker("kill");
    }

    public void startBroker() {
        infrastructure.broker("start");
    }

    /** Starts the broker, which must be down, on an empty disk. */
    public void startBrokerWithoutItsVolume() {
        infrastructure.broker("lose-volume");
        infrastructure.broker("start");
        infrastructure.createVirtualHost();
    }

    public void stopBrokerFromReading(boolean stopped) {
        infrastructure.broker("ctl", "set_vm_memory_high_watermark", stopped ? "0.0000001" : "0.5");
    }

    /** Whether the services' user may declare queues and exchanges. */
    public void letDeclare(boolean allowed) {
        infrastructure.broker("ctl", "set_permissions", "-p", infrastructure.virtualHost(),
                PrivateInfrastructure.env("UPM_TEST_RABBITMQ_USER"), allowed ? ".*" : "^$", ".*", ".*");
    }

    /** Whatever rights the services' user has. */
    public void deleteQueueAsAdministrator(String queue) {
        infrastructure.broker("ctl", "delete_queue", "-p", infrastructure.virtualHost(), queue);
    }

    public void killPostgres() {
        infrastructure.postgres("kill");
    }

    public void startPostgres() {
        infrastructure.postgres("start");
    }

    /** A connection to the broker of the harness' own, past the proxy. */
    public BrokerAccess brokerAccess() {
        return new BrokerAccess(infrastructure.virtualHost());
    }
}
