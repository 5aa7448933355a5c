package io.upmpublisher.messaging.inbox;

/**
 * The lease on an entry ended and someone else took it: what was to be recorded is rolled back. Not an error of the work, which
 * the new holder does again.
 */
public class LostClaim extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LostClaim(Claim claim) {
        super("the claim on event " + claim.event() + " was taken over");
    }
}
