package io.upmpublisher.ingress.delivery;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.upmpublisher.events.RunId;
import io.upmpublisher.ingress.link.Links;

/**
 * A delivery and what was decided on it, without its body.
 *
 * @param digest SHA-256 of the body
 * @param redeliveries how often it came again
 * @param differingRedeliveries how often with another body, which no honest sender does
 */
record DeliveryView(String id, String kind, String event, @Nullable String repository, @Nullable String ref,
        @Nullable String commit, String decision, String code, String reason, @Nullable RunId run, Instant receivedAt,
        Instant decidedAt, String digest, int redeliveries, int differingRedeliveries, Map<String, String> headers,
        Links.OfDelivery links) {

    static DeliveryView from(Delivery delivery, Links links) {
        var run = delivery.run().orElse(null);
        return new DeliveryView(delivery.id(), word(delivery.kind()), delivery.event(), delivery.repository().orElse(null),
                delivery.ref().orElse(null), delivery.commit().orElse(null), word(delivery.decision()), delivery.code(),
                delivery.reason(), run, delivery.receivedAt(), delivery.decidedAt(), delivery.digest(),
                delivery.redeliveries(), delivery.differingRedeliveries(), delivery.headers(),
                links(delivery, run, links));
    }

    private static Links.OfDelivery links(Delivery delivery, @Nullable RunId run, Links links) {
        var there = links.ofDelivery(delivery.id(), run);
        return delivery.repository().isEmpty() || delivery.commit().isEmpty() ? there
                : there.with(links.why(delivery.repository().get(), delivery.commit().get()));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
