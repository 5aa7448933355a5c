package io.upmpublisher.notifier.discord;

import java.util.Optional;

import io.upmpublisher.events.SemVersion;

/** What kind of step a version is from the highest one before. */
enum Change {
    NEW,
    MAJOR,
    MINOR,
    PATCH,
    PRERELEASE,
    /** Below the highest version, as on a maintenance line. */
    MAINTENANCE;

    static Change between(Optional<SemVersion> highest, SemVersion version) {
        if (highest.isEmpty()) {
            return NEW;
        }
        var before = highest.get();
        if (version.compareTo(before) < 0) {
            return MAINTENANCE;
        }
        if (version.isPrerelease()) {
            return PRERELEASE;
        }
        if (!version.major().equals(before.major())) {
            return MAJOR;
        }
        if (!version.minor().equals(before.minor())) {
            return MINOR;
        }
        if (!version.patch().equals(before.patch())) {
            return PATCH;
        }
        return ofRelease(version);
    }

    // The release of a prerelease: 2.0.0 after 2.0.0-pre.1 is the major step that its numbers say.
    private static Change ofRelease(SemVersion version) {
        if (version.patch().signum() != 0) {
            return PATCH;
        }
        return version.minor().signum() != 0 ? MINOR : MAJOR;
    }
}
