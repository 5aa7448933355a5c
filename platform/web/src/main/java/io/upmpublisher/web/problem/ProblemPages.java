package io.upmpublisher.web.problem;

import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.vertx.ext.web.RoutingContext;

/**
 * Shows problems to people: on paths that are read in a browser they are pages, not JSON. A bean of a service that has pages.
 */
public interface ProblemPages {

    /**
     * @param status of the answer, which may be another than the problem's own
     * @param instance names the log entry of an internal error
     * @return empty where the path's problems are for machines
     */
    Optional<Shown> show(RoutingContext request, Problem problem, int status, @Nullable String instance);

    /** What to answer instead; without a body where the status asks for none. */
    record Shown(int status, Map<String, String> headers, String html) {

        public static final String MEDIA_TYPE = "text/html; charset=utf-8";

        public Shown {
            headers = Map.copyOf(headers);
        }
    }
}
