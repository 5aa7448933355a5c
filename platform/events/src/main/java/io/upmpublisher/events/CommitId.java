package io.upmpublisher.events;

import java.util.Locale;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A full git object id, SHA-1 or SHA-256, in lower case. */
public record CommitId(String value) {

    static final Pattern FULL = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

    public CommitId {
        value = value.toLowerCase(Locale.ROOT);
        if (!FULL.matcher(value).matches()) {
            throw new InvalidValueException("commit", "a full id has 40 or 64 hexadecimal digits");
        }
    }

    @JsonCreator
    public static CommitId of(String value) {
        return new CommitId(value);
    }

    public static boolean isFull(String text) {
        return FULL.matcher(text.toLowerCase(Locale.ROOT)).matches();
    }

    /** Git's "no commit": a push payload carries it as {@code before} of a new branch and {@code after} of a deleted one. */
    public boolean isZero() {
        return value.chars().allMatch(digit -> digit == '0');
    }

    /** The first ten digits, for people. */
    public String abbreviated() {
        return value.substring(0, 10);
    }

    @Override
    @JsonValue
    public String toString() {
        return value;
    }
}
