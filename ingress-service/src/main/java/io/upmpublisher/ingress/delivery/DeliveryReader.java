package io.upmpublisher.ingress.delivery;

import java.util.Optional;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonProcessingException;

import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.ingress.request.Reading;
import io.upmpublisher.web.problem.Problem;

/** Understands the bodies of one kind of arrival. */
public interface DeliveryReader {

    Arrival.Kind reads();

    /**
     * What it says.
     *
     * @throws JsonProcessingException if it is not the JSON that it should be
     * @throws Problem that names the field which is missing or wrong
     */
    Reading read(Arrival arrival) throws JsonProcessingException;

    /** Whose arrival it is, as far as that can be told of one that {@link #read} refuses. */
    Optional<RepositoryName> repositoryOf(Arrival arrival);

    /** What is recorded of an arrival whose body {@link #read} refused. */
    default Reading.Unusable unusable(Arrival arrival, Exception failure) {
        return new Reading.Unusable(reason(failure), repositoryOf(arrival));
    }

    private static String reason(Exception failure) {
        return switch (failure) {
            case Problem problem -> problem.errors().isEmpty() ? problem.detail()
                    : problem.errors().stream().map(error -> error.pointer() + " " + error.message())
                            .collect(Collectors.joining("; ", "The payload is not usable: ", "."));
            default -> "The body is not the JSON that it should be.";
        };
    }
}
