package io.upmpublisher.publisher.manifest;

import java.util.Optional;

/**
 * Something wrong with a package, in words for its author.
 *
 * @param message what is wrong; names a manifest's fields, never repeats their content
 * @param pointer the manifest's field as a JSON pointer
 * @param place where in the manifest's text, if the text itself is at fault
 */
public record Finding(Code code, String message, String remedy, Optional<String> pointer, Optional<Place> place) {

    public enum Severity {
        CRITICAL,
        WARNING
    }

    /** Both count from 1. */
    public record Place(int line, int column) {
    }

    /** The gravest first: where there are more than can be shown, the last ones are left out. */
    public enum Code {
        MANIFEST_UNREADABLE(Severity.CRITICAL),
        MANIFEST_TOO_LARGE(Severity.CRITICAL),
        NAME_MISSING(Severity.CRITICAL),
        NAME_INVALID(Severity.CRITICAL),
        VERSION_MISSING(Severity.CRITICAL),
        VERSION_INVALID(Severity.CRITICAL),
        GUID_CLASH(Severity.WARNING),
        META_MISSING(Severity.WARNING),
        META_GUID_INVALID(Severity.WARNING),
        SAMPLE_MISSING(Severity.WARNING),
        ASMDEF_INVALID(Severity.WARNING),
        ASMDEF_NAME_CLASH(Severity.WARNING),
        ASMDEF_DEPENDENCY_MISSING(Severity.WARNING),
        PATH_CASE_CLASH(Severity.WARNING),
        DUPLICATE_KEY(Severity.WARNING),
        MANIFEST_ENCODING_INVALID(Severity.WARNING),
        DEPENDENCIES_INVALID(Severity.WARNING),
        DEPENDENCY_ON_ITSELF(Severity.WARNING),
        DEPENDENCY_NAME_INVALID(Severity.WARNING),
        DEPENDENCY_NOT_IN_REGISTRY(Severity.WARNING),
        DEPENDENCY_VERSION_NOT_EXACT(Severity.WARNING),
        UNITY_RAISED_IN_PATCH(Severity.WARNING),
        UNITY_RAISED_IN_MINOR(Severity.WARNING),
        UNITY_VERSION_INVALID(Severity.WARNING),
        UNITY_RELEASE_INVALID(Severity.WARNING),
        UNITY_RELEASE_ALONE(Severity.WARNING),
        FILES_IGNORED(Severity.WARNING),
        META_ORPHAN(Severity.WARNING),
        FILES_INVALID(Severity.WARNING),
        SAMPLES_INVALID(Severity.WARNING),
        SAMPLE_PATH_INVALID(Severity.WARNING),
        SAMPLE_NOT_LISTED(Severity.WARNING),
        FIELD_MISSPELT(Severity.WARNING),
        FIELD_TYPE_INVALID(Severity.WARNING),
        NAME_RESERVED(Severity.WARNING),
        NAME_NOT_REVERSE_DOMAIN(Severity.WARNING),
        NAME_TOO_LONG_TO_SHOW(Severity.WARNING),
        VERSION_NORMALIZED(Severity.WARNING),
        VERSION_BUILD_METADATA(Severity.WARNING),
        SCRIPTS_NOT_RUN(Severity.WARNING),
        FIELD_NOT_PUBLISHED(Severity.WARNING),
        REGISTRY_PASSED_OVER(Severity.WARNING),
        MANIFEST_BYTE_ORDER_MARK(Severity.WARNING),
        MANIFEST_LARGE(Severity.WARNING),
        URL_INVALID(Severity.WARNING),
        KEYWORDS_INVALID(Severity.WARNING),
        LICENSE_FILE_MISSING(Severity.WARNING),
        LICENSE_INVALID(Severity.WARNING),
        AUTHOR_INVALID(Severity.WARNING),
        TYPE_RESERVED(Severity.WARNING),
        DISPLAY_NAME_MISSING(Severity.WARNING),
        DESCRIPTION_MISSING(Severity.WARNING),
        UNITY_VERSION_MISSING(Severity.WARNING),
        LICENSE_MISSING(Severity.WARNING),
        AUTHOR_MISSING(Severity.WARNING);

        private final Severity severity;

        Code(Severity severity) {
            this.severity = severity;
        }

        /** Whether a package is published all the same, if nobody decides otherwise. */
        public boolean isWarning() {
            return severity == Severity.WARNING;
        }
    }

    public Severity severity() {
        return code.severity;
    }

    /** The same, standing for others of its kind too. */
    Finding andMore(int count) {
        return new Finding(code, message + " (and " + count + " more of the kind)", remedy, pointer, place);
    }

    public static Finding of(Code code, String message, String remedy) {
        return new Finding(code, message, remedy, Optional.empty(), Optional.empty());
    }

    public static Finding of(Code code, String pointer, String message, String remedy) {
        return new Finding(code, message, remedy, Optional.of(pointer), Optional.empty());
    }

    static Finding at(Code code, Place place, String message, String remedy) {
        return new Finding(code, message, remedy, Optional.empty(), Optional.of(place));
    }
}
