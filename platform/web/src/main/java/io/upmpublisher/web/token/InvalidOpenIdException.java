package io.upmpublisher.web.token;

import java.util.List;

/** The settings of the OpenID provider make no sense: the service does not start, as with UPM_TOKENS. */
public final class InvalidOpenIdException extends RuntimeException {

    private static final long serialVersionUID = 1;

    InvalidOpenIdException(List<String> mistakes) {
        super(String.join("; ", mistakes));
    }
}
