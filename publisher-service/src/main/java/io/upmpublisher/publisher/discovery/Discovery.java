package io.upmpublisher.publisher.discovery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.upmpublisher.events.InvalidValueException;
import io.upmpublisher.events.PackageName;
import io.upmpublisher.events.PackageReport;
import io.upmpublisher.events.PackageSelection;
import io.upmpublisher.publisher.manifest.ManifestReader;
import io.upmpublisher.publisher.manifest.ManifestReading;
import io.upmpublisher.publisher.manifest.PackageManifest;
import io.upmpublisher.publisher.manifest.UpmPackageRule;
import io.upmpublisher.publisher.report.Reporting;
import io.upmpublisher.publisher.report.Wording;
import io.upmpublisher.publisher.source.PackageSource;
import io.upmpublisher.publisher.source.Source;

/** Finds the packages that a request means, and tells those that can be published from those that are settled already. */
public final class Discovery {

    // A run is held in memory and told in one event.
    private static final int MAX_MANIFESTS = 1_000;
    private static final long MAX_MANIFEST_BYTES = 32 << 20;

    private final Source source;
    private final UpmPackageRule rule;
    private final ManifestReader reader = new ManifestReader();
    private final List<Candidate> candidates = new ArrayList<>();
    private final List<PackageReport> settled = new ArrayList<>();
    private long manifestBytes;
    private @Nullable Set<String> versionsBefore;

    private Discovery(Source source, UpmPackageRule rule) {
        this.source = source;
        this.rule = rule;
    }

    /**
     * @param without paths that need no look any more
     * @throws RunRefusedException if there is more than a run can take
     */
    public static Found in(Source source, PackageSelection selection, UpmPackageRule rule, Set<String> without) {
        var discovery = new Discovery(source, rule);
        var paths = source.manifests(selection);
        if (paths.size() > MAX_MANIFESTS) {
            throw tooMuch("The request means " + paths.size() + " package.json files, more than the limit of " + MAX_MANIFESTS
                    + ".");
        }
        var unsettled = paths.stream().filter(path -> !without.contains(path)).toList();
        source.bringForPacking(unsettled);
        unsettled.forEach(discovery::look);
        discovery.refuseSharedNames();
        return new Found(discovery.candidates, discovery.settled);
    }

    private void look(String path) {
        if (Wording.isTooLongForPath(path)) {
            settled.add(new Reporting(Wording.of(path, Wording.PATH_BYTES / 4)).failed("PATH_TOO_LONG",
                    "The manifest's path has more than " + Wording.PATH_BYTES + " bytes.", "Use shorter folder names.", false));
            return;
        }
        var reporting = new Reporting(path);
        source.packageAt(path).ifPresentOrElse(found -> read(found, reporting),
                () -> settled.add(reporting.failed("MANIFEST_NOT_FOUND",
                        "There is no regular file " + path + " at commit " + source.commit().abbreviated() + ".",
                        "Check the path; it is relative to the repository's root.", false)));
    }

    private void read(PackageSource found, Reporting reporting) {
        manifestBytes += found.manifest().length;
        if (manifestBytes > MAX_MANIFEST_BYTES) {
            throw tooMuch("The package.json files have more than " + (MAX_MANIFEST_BYTES >> 20) + " MiB together.");
        }
        switch (reader.read(found.manifest())) {
            case ManifestReading.Readable(PackageManifest manifest, var warnings) -> {
                reporting.manifest(manifest, warnings);
                var skip = skipReason(manifest.raw());
                if (skip.isPresent()) {
                    settled.add(skipped(skip.get(), reporting));
                } else {
                    candidates.add(new Candidate(found, manifest, isBumped(manifest, found.path()), reporting));
                }
            }
            case ManifestReading.Unreadable(var fault, var raw) -> {
                raw.flatMap(Discovery::nameIn).ifPresent(reporting::named);
                var skip = raw.flatMap(this::skipReason);
                settled.add(skip.isPresent() ? skipped(skip.get(), reporting)
                        : reporting.failed(fault.code().name(),
                                // A place in the text is in the message, and "" is the whole of it.
                                fault.pointer().filter(field -> !field.isEmpty())
                                        .map(field -> fault.message() + " (at " + field + ")").orElse(fault.message()),
                                fault.remedy(), false));
            }
        }
    }

    private Optional<UpmPackageRule.SkipCode> skipReason(ObjectNode manifest) {
        return rule.skips(manifest);
    }

    private static PackageReport skipped(UpmPackageRule.SkipCode code, Reporting reporting) {
        return reporting.skipped(code.name(), "It is not published: " + code.reason() + ".");
    }

    private static Optional<PackageName> nameIn(ObjectNode manifest) {
        try {
            return Optional.of(PackageName.of(manifest.path("name").asText()));
        } catch (InvalidValueException e) {
            return Optional.empty();
        }
    }

    // In doubt it is not: whoever mends the JSON of a manifest, or moves its folder, claims nothing about its version.
    private boolean isBumped(PackageManifest manifest, String path) {
        if (!source.hasBefore()) {
            return false;
        }
        return source.manifestBefore(path).map(before -> switch (reader.read(before)) {
            case ManifestReading.Readable(PackageManifest old, var warnings) -> !identityOf(old).equals(identityOf(manifest));
            case ManifestReading.Unreadable unreadable -> false;
        }).orElseGet(() -> !versionsBefore().contains(identityOf(manifest)));
    }

    private Set<String> versionsBefore() {
        if (versionsBefore == null) {
            versionsBefore = source.manifestsBefore().limit(MAX_MANIFESTS).map(reader::read)
                    .flatMap(reading -> reading instanceof ManifestReading.Readable(PackageManifest old, var warnings)
                            ? Stream.of(identityOf(old))
                            : Stream.empty())
                    .collect(Collectors.toSet());
        }
        return versionsBefore;
    }

    private static String identityOf(PackageManifest manifest) {
        return manifest.name() + "@" + manifest.version();
    }

    private static RunRefusedException tooMuch(String cause) {
        return new RunRefusedException("TOO_MANY_MANIFESTS", cause, "Ask for packages by their path, or split the repository.");
    }

    // Neither is more right than the other, and picking one would publish by chance.
    private void refuseSharedNames() {
        Map<PackageName, List<Candidate>> byName = new HashMap<>();
        candidates.forEach(
                candidate -> byName.computeIfAbsent(candidate.manifest().name(), name -> new ArrayList<>()).add(candidate));
        byName.values().stream().filter(sharing -> sharing.size() > 1).forEach(sharing -> {
            candidates.removeAll(sharing);
            var paths = String.join(", ", sharing.stream().map(Candidate::path).toList());
            sharing.forEach(candidate -> settled.add(candidate.reporting().failed("NAME_NOT_UNIQUE",
                    "Several manifests of the commit have the name " + candidate.manifest().name() + ": " + paths + ".",
                    "Give each package a name of its own, or mark the copies \"private\".", false)));
        });
    }

    public record Found(List<Candidate> candidates, List<PackageReport> settled) {
    }
}
