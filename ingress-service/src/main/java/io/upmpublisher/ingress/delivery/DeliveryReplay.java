package io.upmpublisher.ingress.delivery;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;

import com.fasterxml.jackson.core.JsonProcessingException;

import io.upmpublisher.ingress.database.IngressDatabase;
import io.upmpublisher.ingress.request.Reading;
import io.upmpublisher.operator.Operator;
import io.upmpublisher.web.problem.Problem;

/** Decides anew on a delivery that was ignored, from its stored body and by the registration of now. */
@ApplicationScoped
class DeliveryReplay {

    private final Map<Arrival.Kind, DeliveryReader> readers;
    private final DeliveryRepository deliveries;
    private final Intake intake;
    private final IngressDatabase database;
    private final Operator operator;

    DeliveryReplay(Instance<DeliveryReader> readers, DeliveryRepository deliveries, Intake intake, IngressDatabase database,
            Operator operator) {
        this.readers = readers.stream().collect(Collectors.toMap(DeliveryReader::reads, Function.identity()));
        this.deliveries = deliveries;
        this.intake = intake;
        this.database = database;
        this.operator = operator;
    }

    Taken replay(String id) {
        return database.inTransaction(() -> {
            var delivery = deliveries.locked(id).orElseThrow(DeliveryReplay::unknown);
            if (delivery.isAccepted()) {
                throw new Problem(DeliveryProblem.DELIVERY_ACCEPTED,
                        "It was accepted as run " + delivery.run().orElseThrow() + ".");
            }
            intake.decide(delivery, read(delivery));
            operator.acted("delivery.replay", id);
            return Taken.of(delivery, false);
        });
    }

    private Reading read(Delivery delivery) {
        var body = deliveries.bodyOf(delivery.id()).orElseThrow(() -> new Problem(DeliveryProblem.DELIVERY_BODY_GONE,
                "The body of delivery " + delivery.id() + " was removed."));
        var arrival = new Arrival(delivery.id(), delivery.kind(), delivery.event(), delivery.target(), delivery.headers(),
                body);
        var reader = readers.get(delivery.kind());
        try {
            return reader.read(arrival);
        } catch (JsonProcessingException | Problem unusable) {
            return reader.unusable(arrival, unusable);
        }
    }

    static Problem unknown() {
        return new Problem(DeliveryProblem.DELIVERY_UNKNOWN, "No delivery has this id, or it is no longer kept.");
    }
}
