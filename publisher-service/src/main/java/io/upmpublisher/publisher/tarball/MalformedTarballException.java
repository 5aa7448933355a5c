package io.upmpublisher.publisher.tarball;

import java.io.IOException;

/** What should be a tarball is none, or none of the kind that is read here. */
public final class MalformedTarballException extends IOException {

    private static final long serialVersionUID = 1L;

    /** @param message what was wrong, as a clause, repeating nothing of the content */
    MalformedTarballException(String message) {
        super(message);
    }
}
