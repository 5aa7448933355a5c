package io.upmpublisher.ingress.request;

import java.util.Optional;
import java.util.regex.Pattern;

import io.upmpublisher.events.InvalidValueException;

/** What a push moved, in full, as in {@code refs/heads/main}. It may be anything that git allows: most are only recorded. */
public record GitRef(String value) {

    private static final int MAX_LENGTH = 1_000;
    private static final String BRANCH = "refs/heads/";
    // Lone surrogates have no UTF-8: neither git nor the database could keep them.
    private static final Pattern FORBIDDEN = Pattern.compile("[\\x00-\\x20\\x7f\\p{Cs}]");

    public GitRef {
        if (!value.startsWith("refs/") || value.length() > MAX_LENGTH || FORBIDDEN.matcher(value).find()) {
            throw new InvalidValueException("ref", "it is written refs/heads/ or refs/tags/ and a name");
        }
    }

    /** Empty for tags and whatever else is no branch. */
    public Optional<String> branch() {
        return value.startsWith(BRANCH) ? Optional.of(value.substring(BRANCH.length())) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
