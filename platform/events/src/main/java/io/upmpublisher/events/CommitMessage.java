package io.upmpublisher.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A commit's message, capped and without e-mail addresses. It is data: whoever shows it escapes it for the place. */
public record CommitMessage(String value) {

    public static final int MAX_LENGTH = 2_000;

    public CommitMessage {
        value = ForeignText.lines(value, MAX_LENGTH);
    }

    @JsonCreator
    public static CommitMessage of(String value) {
        return new CommitMessage(value);
    }

    public String subject() {
        return value.lines().findFirst().orElse("");
    }

    @Override
    @JsonValue
    public String toString() {
        return value;
    }
}
