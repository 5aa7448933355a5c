package io.upmpublisher.web.problem;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;

import jakarta.ws.rs.WebApplicationException;

import com.fasterxml.jackson.core.JsonProcessingException;

import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.StreamResetException;
import io.vertx.ext.web.RoutingContext;

/** Clients that are gone before their answer, and what of it is no failure of ours. */
final class Departure {

    private static final String CUT_OFF = Departure.class.getName() + ".cut-off";

    private Departure() {
    }

    /** Whoever sent too slowly has his answer: what fails of it from now on is nobody's fault. */
    static void markCutOff(RoutingContext context) {
        context.put(CUT_OFF, true);
    }

    /** Nobody hears an answer any more. */
    static boolean isOver(RoutingContext context) {
        return context.response().ended() || context.response().closed();
    }

    /** Of a request that is over, whether it failed because it is. Anything else would have failed all the same. */
    static boolean explains(Throwable failure, RoutingContext context) {
        return Boolean.TRUE.equals(context.get(CUT_OFF)) || switch (wrappedIn(failure)) {
            case ClosedChannelException gone -> true;
            case HttpClosedException gone -> true;
            case StreamResetException gone -> true;
            case Throwable other -> isUnfinishedBody(other, context);
        };
    }

    static boolean isUnfinishedBody(Throwable failure, RoutingContext context) {
        return failure instanceof IOException && !(failure instanceof JsonProcessingException)
                && !RequestBounds.isReceived(context);
    }

    private static Throwable wrappedIn(Throwable failure) {
        return failure instanceof WebApplicationException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
