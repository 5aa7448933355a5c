package io.upmpublisher.publisher.report;

/**
 * What a package is warned of beside what is found in its manifest and files; the names are a contract. A repository may stop
 * packages for each.
 */
public enum WarningCode {
    DEPENDENCY_NOT_FOUND,
    DIST_TAG_INVALID,
    ENCODING_NOT_GIVEN,
    MAINTENANCE_LINE_INVALID,
    PACKAGE_LARGE,
    STOP_CODE_UNKNOWN,
    SUBMODULE_NOT_PACKED,
    SYMLINK_NOT_PACKED
}
