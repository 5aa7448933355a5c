package io.upmpublisher.publisher.registry;

import java.io.IOException;

/** A whole answer that is not what a registry would say; asking again at once gives the same. */
final class InvalidAnswerException extends IOException {

    private static final long serialVersionUID = 1L;

    /** @param message what was wrong, as a clause, repeating nothing of the answer */
    InvalidAnswerException(String message) {
        super(message);
    }
}
