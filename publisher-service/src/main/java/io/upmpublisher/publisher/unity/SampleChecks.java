package io.upmpublisher.publisher.unity;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

import io.upmpublisher.publisher.manifest.Finding;
import io.upmpublisher.publisher.manifest.Finding.Code;
import io.upmpublisher.publisher.manifest.SampleEntry;
import io.upmpublisher.publisher.report.Examples;

/** Samples that the Package Manager would not find, and those that it would not show. */
final class SampleChecks {

    private static final String FOLDER = "Samples~/";
    /** Of those that the manifest lists; nobody looks through more in the Package Manager. */
    private static final int MAX_LISTED = 200;

    private SampleChecks() {
    }

    static List<Finding> findings(List<SampleEntry> all, PackageAssets assets) {
        var listed = all.subList(0, Math.min(MAX_LISTED, all.size()));
        var findings = new ArrayList<Finding>();
        for (var sample : listed) {
            if (!assets.folders().contains(sample.path())) {
                findings.add(Finding.of(Code.SAMPLE_MISSING, sample.pointer(),
                        assets.ruleAgainst(sample.path())
                                .map(rule -> "a sample's folder is not packed: " + IgnoredFiles.inWords(rule)
                                        + " leaves it out")
                                .orElse("a sample's folder is not in the package"),
                        "Correct the path, or commit and pack the folder."));
            }
        }
        var unlisted = new TreeSet<String>();
        for (var path : assets.packed().tailMap(FOLDER).keySet()) {
            if (!path.startsWith(FOLDER)) {
                break;
            }
            var slash = path.indexOf('/', FOLDER.length());
            if (slash > 0 && !AssetPath.isDotted(path) && unlisted.size() < MAX_LISTED) {
                unlisted.add(path.substring(0, slash));
            }
        }
        unlisted.removeIf(folder -> listed.stream().anyMatch(sample -> isAround(sample.path(), folder)
                || isAround(folder, sample.path())));
        if (!unlisted.isEmpty()) {
            findings.add(Finding.of(Code.SAMPLE_NOT_LISTED, "/samples",
                    "the manifest does not list " + Examples.of(List.copyOf(unlisted)) + ", so nobody can import it",
                    "Add it to \"samples\" with displayName, description and path."));
        }
        return findings;
    }

    private static boolean isAround(String outer, String inner) {
        return inner.equals(outer) || inner.startsWith(outer + "/");
    }
}
