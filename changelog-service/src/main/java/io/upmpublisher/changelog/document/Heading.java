package io.upmpublisher.changelog.document;

import java.util.Optional;
import java.util.regex.Pattern;

import io.upmpublisher.events.InvalidValueException;
import io.upmpublisher.events.SemVersion;

/**
 * A heading of a changelog.
 *
 * @param start where its line begins
 * @param level 1 for the document's title
 */
record Heading(int start, int level, String text) {

    // What authors write: "1.2.3", "[1.2.3] - 2024-05-06", "[v1.2.3](https://…) (2024-05-06)", "Version 1.2.3", "com.acme.core@1.2.3".
    // Two numbers alone must look like a version by what follows, so that "2.0 and later" is none.
    private static final Pattern VERSION = Pattern
            .compile("(?:[^A-Za-z0-9\\[]{0,10})(?i:(?:version|release)[ \\t:]+)?\\[?[ \\t]*"
                    + "(?:[a-z0-9@._/-]{1,214}@)?[vV]?"
                    + "(?:(\\d{1,16}\\.\\d{1,16}\\.\\d{1,16}(?:-[0-9A-Za-z.-]{1,100}+)?(?:\\+[0-9A-Za-z.-]{1,100}+)?)(?![\\w.])"
                    + "|(\\d{1,16}\\.\\d{1,16})(?=\\]|[ \\t]*$|[ \\t]*[-(]))");
    private static final Pattern UNRELEASED = Pattern.compile("(?i)[^a-z\\[]{0,10}\\[?[ \\t]*unreleased\\b");
    private static final int DEEPEST_OF_VERSIONS = 3;

    boolean isUnreleased() {
        return UNRELEASED.matcher(text).lookingAt();
    }

    /** The version whose entry begins here. */
    Optional<SemVersion> version() {
        var matcher = VERSION.matcher(text);
        if (level > DEEPEST_OF_VERSIONS || !matcher.lookingAt()) {
            return Optional.empty();
        }
        try {
            return Optional.of(SemVersion.parse(matcher.group(1) != null ? matcher.group(1) : matcher.group(2) + ".0"));
        } catch (InvalidValueException e) {
            // As in 2024.01.02: a number with a leading zero, which no package can have published.
            return Optional.empty();
        }
    }
}
