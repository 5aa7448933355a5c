package io.upmpublisher.events;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How one package of a run ended.
 *
 * @param path of the manifest, relative to the repository's root
 * @param name empty where the manifest has no valid one
 * @param oldVersion the highest version that the registry had before
 * @param code stable, listed in docs/problems.md
 * @param cause one sentence: what happened
 * @param remedy one sentence: what to do about it, where something is to be done
 * @param integrity of the tarball, as in {@code sha512-…}
 * @param size of the tarball in bytes
 * @param durations milliseconds per step
 */
public record PackageReport(String path, Optional<PackageName> name, Optional<SemVersion> oldVersion,
        Optional<SemVersion> version, PackageOutcome outcome, String code, String cause, Optional<String> remedy,
        boolean retryHelps, Optional<String> distTag, Optional<String> integrity, Optional<Long> size,
        Optional<Long> unpackedSize, Optional<Integer> files, List<Warning> warnings, Map<String, Long> durations) {

    public PackageReport {
        warnings = List.copyOf(warnings);
        durations = Map.copyOf(durations);
    }

    /**
     * @param pointer a JSON pointer into the manifest, or {@code line:column}, where there is one
     */
    public record Warning(String code, String message, Optional<String> pointer) {
    }
}
