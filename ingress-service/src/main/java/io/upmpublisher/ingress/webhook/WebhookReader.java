package io.upmpublisher.ingress.webhook;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.core.JsonProcessingException;

import io.upmpublisher.events.InvalidValueException;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.events.UserName;
import io.upmpublisher.ingress.delivery.Arrival;
import io.upmpublisher.ingress.delivery.ArrivalJson;
import io.upmpublisher.ingress.delivery.DeliveryReader;
import io.upmpublisher.ingress.request.Reading;
import io.upmpublisher.web.problem.Problem;

/** Understands GitHub's deliveries. */
@ApplicationScoped
class WebhookReader implements DeliveryReader {

    private static final String PUSH = "push";
    private static final String REPOSITORY = "repository";

    @Override
    public Arrival.Kind reads() {
        return Arrival.Kind.WEBHOOK;
    }

    @Override
    public Reading read(Arrival arrival) throws JsonProcessingException {
        if (arrival.event().equals(PUSH)) {
            return new Reading.Pushed(ArrivalJson.read(arrival.body(), PushPayload.class).toPush());
        }
        var origin = ArrivalJson.read(arrival.body(), Origin.class);
        return new Reading.NotHandled(arrival.event(), origin.repositoryName(), origin.senderName(),
                arrival.event().equals(REPOSITORY) ? formerName(arrival) : Optional.empty());
    }

    @Override
    public Optional<RepositoryName> repositoryOf(Arrival arrival) {
        try {
            return ArrivalJson.read(arrival.body(), Origin.class).repositoryName();
        } catch (JsonProcessingException | Problem unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<RepositoryName> formerName(Arrival arrival) throws JsonProcessingException {
        return ArrivalJson.read(arrival.body(), RepositoryPayload.class).formerName();
    }

    /** What most payloads have in common. */
    private record Origin(PushPayload.@Nullable Repository repository, PushPayload.@Nullable Account sender) {

        /** Empty too where the name is none: nothing is done with it but to say whose event was ignored. */
        Optional<RepositoryName> repositoryName() {
            try {
                return Optional.ofNullable(repository).map(PushPayload.Repository::fullName).map(RepositoryName::parse);
            } catch (InvalidValueException e) {
                return Optional.empty();
            }
        }

        Optional<UserName> senderName() {
            return Optional.ofNullable(sender).map(PushPayload.Account::login).map(UserName::of);
        }
    }
}
