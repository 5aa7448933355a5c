package io.upmpublisher.publisher.manifest;

import java.util.Optional;

/**
 * Something wrong with a manifest, in words for the package's author.
 *
 * @param message what is wrong; names fields, never repeats their content
 * @param pointer the field as a JSON pointer
 * @param place where in the text, if the text itself is at fault
 */
public record Finding(Code code, String message, String remedy, Optional<String> pointer, Optional<Place> place) {

    public enum Severity {
        CRITICAL,
        WARNING
    }

    /** Both count from 1. */
    public record Place(int line, int column) {
    }

    public enum Code {
        MANIFEST_UNREADABLE(Severity.CRITICAL),
        MANIFEST_TOO_LARGE(Severity.CRITICAL),
        NAME_MISSING(Severity.CRITICAL),
        NAME_INVALID(Severity.CRITICAL),
        VERSION_MISSING(Severity.CRITICAL),
        VERSION_INVALID(Severity.CRITICAL),
        DUPLICATE_KEY(Severity.WARNING),
        NAME_NOT_REVERSE_DOMAIN(Severity.WARNING),
        VERSION_NORMALIZED(Severity.WARNING),
        VERSION_BUILD_METADATA(Severity.WARNING),
        DISPLAY_NAME_MISSING(Severity.WARNING),
        DESCRIPTION_MISSING(Severity.WARNING),
        UNITY_VERSION_MISSING(Severity.WARNING),
        UNITY_VERSION_INVALID(Severity.WARNING),
        UNITY_RELEASE_INVALID(Severity.WARNING),
        LICENSE_MISSING(Severity.WARNING),
        AUTHOR_MISSING(Severity.WARNING),
        KEYWORDS_INVALID(Severity.WARNING),
        FILES_INVALID(Severity.WARNING),
        DEPENDENCIES_INVALID(Severity.WARNING),
        DEPENDENCY_VERSION_NOT_EXACT(Severity.WARNING);

        private final Severity severity;

        Code(Severity severity) {
            this.severity = severity;
        }
    }

    public Severity severity() {
        return code.severity;
    }

    static Finding of(Code code, String pointer, String message, String remedy) {
        return new Finding(code, message, remedy, Optional.of(pointer), Optional.empty());
    }

    static Finding at(Code code, Place place, String message, String remedy) {
        return new Finding(code, message, remedy, Optional.empty(), Optional.of(place));
    }
}
