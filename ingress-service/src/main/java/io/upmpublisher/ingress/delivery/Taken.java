package io.upmpublisher.ingress.delivery;

import java.util.Locale;
import java.util.Optional;

import io.upmpublisher.events.RunId;

/**
 * What was decided on an arrival.
 *
 * @param decision {@code accepted} or {@code ignored}
 * @param isDuplicate whether it was decided before, at an earlier arrival
 */
public record Taken(String delivery, String decision, String code, String reason, Optional<RunId> run, boolean isDuplicate) {

    static Taken of(Delivery delivery, boolean isDuplicate) {
        return new Taken(delivery.id(), delivery.decision().name().toLowerCase(Locale.ROOT), delivery.code(), delivery.reason(),
                delivery.run(), isDuplicate);
    }
}
