package io.upmpublisher.ingress.dispatch;

import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonProcessingException;

import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.events.UserName;
import io.upmpublisher.ingress.delivery.Arrival;
import io.upmpublisher.ingress.delivery.DeliveryReader;
import io.upmpublisher.ingress.request.Reading;
import io.upmpublisher.web.problem.Problem;

/** Understands dispatches. */
@ApplicationScoped
class DispatchReader implements DeliveryReader {

    /** Who sent it, among the headers that are kept of an arrival. */
    static final String CALLER = "X-UPM-Caller";

    private static final Set<String> HANDLED = Set.of("package_publish", "upm-publish-request");

    @Override
    public Arrival.Kind reads() {
        return Arrival.Kind.DISPATCH;
    }

    @Override
    public Reading read(Arrival arrival) throws JsonProcessingException {
        var by = UserName.of(arrival.headers().getOrDefault(CALLER, ""));
        var dispatch = DispatchBody.parse(arrival.body());
        if (!HANDLED.contains(dispatch.type())) {
            return new Reading.NotHandled(dispatch.type(), arrival.target(), Optional.of(by), Optional.empty());
        }
        var payload = dispatch.payload();
        return new Reading.Dispatched(payload.toDraft(arrival.target().orElseThrow()), by, payload.forwardsPush());
    }

    @Override
    public Optional<RepositoryName> repositoryOf(Arrival arrival) {
        try {
            return DispatchBody.parseAny(arrival.body()).repository().or(arrival::target);
        } catch (JsonProcessingException | Problem unreadable) {
            return arrival.target();
        }
    }
}
