package io.upmpublisher.audit.page.repository;

import java.util.Map;
import java.util.Optional;

import io.upmpublisher.audit.page.service.Reply;
import io.upmpublisher.audit.page.session.SubmittedForm;

/**
 * The form that changes status and mode.
 *
 * @param version of the settings that were shown with it
 * @param isConflict whether somebody else changed them since
 * @param mistake why it was not done otherwise
 */
record ChangeForm(String status, String mode, String version, boolean isConflict, Optional<String> mistake) {

    private static final int PRECONDITION_FAILED = 412;

    /** As things are. */
    static ChangeForm of(KnownRepository repository) {
        return new ChangeForm(repository.status(), repository.mode(), Long.toString(repository.version()), false,
                Optional.empty());
    }

    static ChangeForm of(SubmittedForm form) {
        return new ChangeForm(form.text("status"), form.text("mode"), form.text("version"), false, Optional.empty());
    }

    Map<String, String> body() {
        return Map.of("status", status, "mode", mode);
    }

    /** Only digits go into a header. */
    String expectedVersion() {
        return version.matches("\\d{1,18}") ? version : "0";
    }

    /** With what was chosen, over the settings as they are now. */
    ChangeForm refused(Reply.Refused refused, KnownRepository now) {
        var isConflict = refused.status() == PRECONDITION_FAILED;
        return new ChangeForm(status, mode, Long.toString(now.version()), isConflict,
                isConflict ? Optional.empty() : Optional.of(refused.detail()));
    }

    public boolean isStatus(String other) {
        return status.equals(other);
    }

    public boolean isMode(String other) {
        return mode.equals(other);
    }
}
