package io.upmpublisher.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Who did something, by user name. It never holds an e-mail address: events are kept for months and read by many. */
public record UserName(String value) {

    public static final int MAX_LENGTH = 100;

    public UserName {
        value = ForeignText.singleLine(value, MAX_LENGTH);
        if (value.isEmpty()) {
            value = "unknown";
        }
    }

    @JsonCreator
    public static UserName of(String value) {
        return new UserName(value);
    }

    @Override
    @JsonValue
    public String toString() {
        return value;
    }
}
