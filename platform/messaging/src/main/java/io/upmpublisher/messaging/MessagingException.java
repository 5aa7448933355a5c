package io.upmpublisher.messaging;

/** The database did not do what messaging needs of it. Nothing was recorded; trying again may help. */
public class MessagingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public MessagingException(String whatWasTried, Throwable cause) {
        super(whatWasTried, cause);
    }
}
