package io.upmpublisher.command.settings;

/** A variable whose value cannot be used. The message does not have the value. */
public final class InvalidSettingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public InvalidSettingException(Variable variable, String reason) {
        super(variable + " " + reason);
    }

    public InvalidSettingException(String reason) {
        super(reason);
    }
}
