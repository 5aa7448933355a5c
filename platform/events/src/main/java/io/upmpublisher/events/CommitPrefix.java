package io.upmpublisher.events;

import java.util.Locale;
import java.util.regex.Pattern;

/** The beginning of a commit's id, as people copy it; the whole id is one, too. */
public record CommitPrefix(String value) {

    /** As many digits as git itself shows at least. */
    public static final int MIN_LENGTH = 7;

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{" + MIN_LENGTH + ",64}");

    public CommitPrefix {
        value = value.toLowerCase(Locale.ROOT);
        if (!FORM.matcher(value).matches()) {
            throw new InvalidValueException("commit", "it is a commit's id or its beginning, of 7 hexadecimal digits or more");
        }
    }

    public static CommitPrefix of(String value) {
        return new CommitPrefix(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
