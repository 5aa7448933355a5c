package io.upmpublisher.publisher.unity;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

import io.upmpublisher.publisher.manifest.Finding;
import io.upmpublisher.publisher.manifest.Finding.Code;
import io.upmpublisher.publisher.report.Examples;

/** Paths that are one on Windows and macOS. */
final class PathChecks {

    private PathChecks() {
    }

    static Optional<Finding> finding(PackageAssets assets) {
        var byLowerCase = new HashMap<String, String>();
        var clashes = new TreeSet<String>();
        Stream.concat(assets.folders().stream(), assets.packed().keySet().stream()).sorted().forEach(path -> {
            var other = byLowerCase.putIfAbsent(path.toLowerCase(Locale.ROOT), path);
            if (other != null && !other.equals(path)) {
                clashes.add(other + " = " + path);
            }
        });
        return clashes.isEmpty() ? Optional.empty()
                : Optional.of(Finding.of(Code.PATH_CASE_CLASH,
                        "paths differ in upper and lower case only: " + Examples.of(List.copyOf(clashes)),
                        "Rename one of each; on Windows and macOS only one of them is there."));
    }
}
