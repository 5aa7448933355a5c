package io.upmpublisher.audit.page.session;

/** The configured key cannot be used; says nothing of what it is. */
final class InvalidSessionKeyException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    InvalidSessionKeyException(int position) {
        super("UPM_SESSION_KEY: entry " + position + " is not 32 bytes in base64; make one with: openssl rand -base64 32");
    }
}
