package io.upmpublisher.ingress.delivery;

import org.jspecify.annotations.Nullable;

import io.upmpublisher.events.RunId;
import io.upmpublisher.ingress.link.Links;

/**
 * What a sender is told.
 *
 * @param decision {@code accepted}, {@code ignored}, or {@code duplicate} for what was decided on before
 */
public record DeliveryAnswer(String delivery, String decision, String code, String reason, @Nullable RunId run,
        Links.OfDelivery links) {

    public static DeliveryAnswer from(Taken taken, Links links) {
        var run = taken.run().orElse(null);
        return new DeliveryAnswer(taken.delivery(), taken.isDuplicate() ? "duplicate" : taken.decision(), taken.code(),
                taken.reason(), run, links.ofDelivery(taken.delivery(), run));
    }
}
