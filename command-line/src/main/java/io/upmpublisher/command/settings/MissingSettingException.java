package io.upmpublisher.command.settings;

/** A variable without which a command cannot do its work. */
public final class MissingSettingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MissingSettingException(Variable variable, String reason) {
        super(variable + " is not set: " + reason);
    }
}
