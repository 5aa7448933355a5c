package io.upmpublisher.ingress.delivery;

import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import org.jspecify.annotations.NullUnmarked;

/** A delivery's bytes as they came. */
@Entity
@Table(name = "delivery_body")
class DeliveryBody {

    @Id
    private String delivery;
    private byte[] body;
    @Column(name = "received_at")
    private Instant receivedAt;

    @NullUnmarked
    protected DeliveryBody() {
    }

    static DeliveryBody of(Arrival arrival, Instant now) {
        var stored = new DeliveryBody();
        stored.delivery = arrival.id();
        stored.body = arrival.body();
        stored.receivedAt = now;
        return stored;
    }

    byte[] body() {
        return body;
    }
}
