package io.upmpublisher.publisher.discovery;

import io.upmpublisher.events.Fault;

/** The commit is nothing that a run can work on, whatever its packages are; trying again cannot help. */
public final class RunRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Fault fault;

    RunRefusedException(String code, String cause, String remedy) {
        super(cause);
        this.fault = new Fault(code, cause, remedy, false);
    }

    public Fault fault() {
        return fault;
    }
}
