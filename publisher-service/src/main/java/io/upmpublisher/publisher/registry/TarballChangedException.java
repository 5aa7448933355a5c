package io.upmpublisher.publisher.registry;

import java.io.IOException;

/**
 * The tarball's file is not, or no longer, what was measured. Thrown before its last byte is sent, so that nothing is
 * published.
 */
final class TarballChangedException extends IOException {

    private static final long serialVersionUID = 1L;

    TarballChangedException(String message) {
        super(message);
    }

    TarballChangedException(IOException cause) {
        super("the tarball's file cannot be read", cause);
    }

    static RegistryProblem problem(PublishDocument document) {
        return RegistryProblem.of(RegistryCode.TARBALL_CHANGED, "The tarball of " + document.name() + "@" + document.version()
                + " changed while it was being sent; sending was broken off.");
    }

    static boolean caused(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof TarballChangedException) {
                return true;
            }
        }
        return false;
    }
}
