package io.upmpublisher.web.token;

import java.util.List;

/** UPM_TOKENS cannot be read: the service does not start, rather than lock out or let in someone by a slip. */
public final class InvalidTokensException extends RuntimeException {

    private static final long serialVersionUID = 1;

    InvalidTokensException(List<String> mistakes) {
        super("UPM_TOKENS: " + String.join("; ", mistakes));
    }
}
