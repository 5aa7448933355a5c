package io.upmpublisher.publisher.glob;

/** A pattern that no one writes in good faith: too long, too many alternatives, too deep, or too much work to match. */
public class GlobTooComplexException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public GlobTooComplexException(String message) {
        super(message);
    }
}
