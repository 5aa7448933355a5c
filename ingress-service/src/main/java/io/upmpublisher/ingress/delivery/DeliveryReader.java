package io.upmpublisher.ingress.delivery;

import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonProcessingException;

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

    /** What is recorded of an arrival whose body {@link #read} refused. */
    static Reading.Unusable unusable(Exception failure) {
        return switch (failure) {
            case Problem problem -> new Reading.Unusable(problem.errors().isEmpty() ? problem.detail()
                    : problem.errors().stream().map(error -> error.pointer() + " " + error.message())
                            .collect(Collectors.joining("; ", "The payload is not usable: ", ".")));
            default -> new Reading.Unusable("The body is not the JSON that it should be.");
        };
    }
}
