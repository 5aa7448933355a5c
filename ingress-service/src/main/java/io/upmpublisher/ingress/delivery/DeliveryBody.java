package io.upmpublisher.ingress.delivery;

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

    @NullUnmarked
    protected DeliveryBody() {
    }

    byte[] body() {
        return body;
    }
}
