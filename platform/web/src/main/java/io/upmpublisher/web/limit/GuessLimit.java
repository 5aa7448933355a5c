package io.upmpublisher.web.limit;

import jakarta.enterprise.context.ApplicationScoped;

import io.upmpublisher.web.problem.Problem;
import io.vertx.ext.web.RoutingContext;

/** Limits tokens that do not come in the header, but are typed in: from the same rate as those that do. */
@ApplicationScoped
public class GuessLimit {

    private final Gate gate;

    GuessLimit(Gate gate) {
        this.gate = gate;
    }

    /**
     * Before the token is looked at: who guessed too often learns nothing more, not even by a right guess.
     *
     * @throws Problem that tells how long to wait
     */
    public void admit(RoutingContext context, String token) {
        gate.refusalOfGuess(context, token).ifPresent(refusal -> {
            throw refusal;
        });
    }

    /** It was no guess, and costs nothing. */
    public void vouchFor(RoutingContext context, String token) {
        gate.vouchForGuess(context, token);
    }
}
