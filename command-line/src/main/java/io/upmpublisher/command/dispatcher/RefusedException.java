package io.upmpublisher.command.dispatcher;

/** GitHub does not let it be done in this repository; others go on. */
final class RefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String remedy;

    RefusedException(String cause, String remedy) {
        super(cause);
        this.remedy = remedy;
    }

    String remedy() {
        return remedy;
    }
}
