package io.upmpublisher.publisher.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import io.upmpublisher.events.PackageName;
import io.upmpublisher.events.PackageOutcome;
import io.upmpublisher.events.PackageReport;
import io.upmpublisher.events.PackageReport.Warning;
import io.upmpublisher.events.SemVersion;
import io.upmpublisher.publisher.manifest.Finding;
import io.upmpublisher.publisher.manifest.PackageManifest;
import io.upmpublisher.publisher.tarball.PackedTarball;

/**
 * Gathers what is learnt of a package on its way, until its outcome is known. Synchronized: whoever breaks a package off
 * reports on it while its own thread may still be at it.
 */
public final class Reporting {

    private static final int MAX_WARNINGS = 20;
    private static final int MAX_NOTED = 500;
    private static final Comparator<Noted> GRAVEST_FIRST = Comparator.comparingInt(Noted::weight);

    private final String path;
    private final List<Noted> warnings = new ArrayList<>();
    private final Map<String, Long> durations = new HashMap<>();
    private int furtherWarnings;
    private long startedAt = System.nanoTime();
    private Optional<PackageName> name = Optional.empty();
    private Optional<SemVersion> version = Optional.empty();
    private Optional<SemVersion> oldVersion = Optional.empty();
    private Optional<String> distTag = Optional.empty();
    private Optional<Measures> tarball = Optional.empty();
    private volatile Consumer<Step> follower = step -> {
    };

    public Reporting(String path) {
        this.path = path;
    }

    public synchronized void manifest(PackageManifest manifest, List<Finding> findings) {
        name = Optional.of(manifest.name());
        version = Optional.of(manifest.version());
        warnOf(findings);
    }

    /** The name of a manifest that cannot be published otherwise: others may depend on it. */
    public synchronized void named(PackageName found) {
        name = Optional.of(found);
    }

    /** Who is told of each step when it begins, by the thread that takes it. */
    public void followedBy(Consumer<Step> listener) {
        follower = listener;
    }

    /** Its turn has come. */
    public synchronized void started() {
        startedAt = System.nanoTime();
    }

    public void begins(Step step) {
        follower.accept(step);
    }

    public synchronized void oldVersion(Optional<SemVersion> highest) {
        oldVersion = highest;
    }

    public synchronized void distTag(String tag) {
        distTag = Optional.of(tag);
    }

    public synchronized void tarball(PackedTarball packed) {
        tarball = Optional.of(new Measures(packed.integrity(), packed.size(), packed.unpackedSize(), packed.fileCount()));
    }

    /** It is there, with the same files, as another compressor packed them. */
    public synchronized void publishedAs(String integrity) {
        tarball = tarball.map(measures -> new Measures(integrity, measures.size(), measures.unpackedSize(), measures.files()));
    }

    public synchronized void took(String step, Duration duration) {
        durations.merge(step, duration.toMillis(), Long::sum);
    }

    public synchronized void warn(WarningCode code, String message) {
        note(new Noted(code.name(), message, Optional.empty(), Optional.empty(), 0));
    }

    public synchronized void warnOf(List<Finding> findings) {
        findings.forEach(
                finding -> note(new Noted(finding.code().name(), finding.message() + ".", Optional.of(finding.remedy()),
                        placeOf(finding), finding.code().ordinal())));
    }

    // A manifest of a mebibyte has room for a hundred thousand of them.
    private void note(Noted warning) {
        // The first of each code is always kept: the repository may stop packages for it.
        if (warnings.size() >= MAX_NOTED && warnings.stream().anyMatch(noted -> noted.code().equals(warning.code()))) {
            furtherWarnings++;
        } else if (!warnings.contains(warning)) {
            warnings.add(warning);
        }
    }

    private static Optional<String> placeOf(Finding finding) {
        return finding.pointer().or(() -> finding.place().map(place -> place.line() + ":" + place.column()));
    }

    public PackageReport published(String cause) {
        return report(PackageOutcome.PUBLISHED, "PUBLISHED", cause, Optional.empty(), false);
    }

    public PackageReport skipped(String code, String cause) {
        return report(PackageOutcome.SKIPPED, code, cause, Optional.empty(), false);
    }

    public PackageReport failed(String code, String cause, String remedy, boolean retryHelps) {
        return report(PackageOutcome.FAILED, code, cause, Optional.of(remedy), retryHelps);
    }

    public PackageReport held(PackageName dependency) {
        return report(PackageOutcome.HELD, "DEPENDENCY_FAILED",
                "It depends on " + dependency + " of the same run, which was not published.",
                Optional.of("Mend what is wrong with " + dependency + "; then publish this package again."), true);
    }

    public PackageReport misconfigured(String registry, Set<String> configured) {
        return failed("REGISTRY_NOT_CONFIGURED", "No registry is configured under the name " + registry + ".",
                "Configure it, or set the repository's registry to one of " + configured + "; then replay the run.", false);
    }

    /** Failed for the gravest of the warnings that stop it; all of these are told. Empty if there is none. */
    public synchronized Optional<PackageReport> stoppedOn(Set<String> codes) {
        var stopping = warnings.stream().filter(noted -> codes.contains(noted.code())).sorted(GRAVEST_FIRST).toList();
        if (stopping.isEmpty()) {
            return Optional.empty();
        }
        stopping.forEach(noted -> warnings.set(warnings.indexOf(noted), noted.graver()));
        var first = stopping.getFirst();
        var others = stopping.stream().map(Noted::code).filter(code -> !code.equals(first.code())).distinct().toList();
        var place = first.place().filter(text -> !text.isEmpty()).map(text -> " (at " + text + ")").orElse("");
        return Optional.of(failed(first.code(), "The repository's settings stop a package for this" + place + ": "
                + first.message() + (others.isEmpty() ? "" : " Also for " + String.join(", ", others) + ": see the warnings."),
                first.remedy().orElse("Mend it, or take the code out of the repository's \"stopOn\"."), false));
    }

    private synchronized PackageReport report(PackageOutcome outcome, String code, String cause, Optional<String> remedy,
            boolean retryHelps) {
        durations.put("total", Duration.ofNanos(System.nanoTime() - startedAt).toMillis());
        return new PackageReport(path, name, oldVersion, version, outcome, code, Wording.of(cause, Wording.CAUSE),
                remedy.map(text -> Wording.of(text, Wording.REMEDY)), retryHelps, distTag,
                tarball.map(Measures::integrity), tarball.map(Measures::size), tarball.map(Measures::unpackedSize),
                tarball.map(Measures::files), allWarnings(), durations);
    }

    private List<Warning> allWarnings() {
        var all = new ArrayList<Warning>();
        warnings.stream().sorted(GRAVEST_FIRST).limit(MAX_WARNINGS).map(Noted::asWarning).forEach(all::add);
        var leftOut = Math.max(0, warnings.size() - MAX_WARNINGS) + furtherWarnings;
        if (leftOut > 0) {
            all.add(new Warning("MORE_WARNINGS", leftOut + " further warnings are left out.",
                    Optional.empty()));
        }
        return all;
    }

    /** Of the tarball, whose list of files is not kept for as long as the run takes. */
    private record Measures(String integrity, long size, long unpackedSize, int files) {
    }

    /** @param weight the less the graver */
    private record Noted(String code, String message, Optional<String> remedy, Optional<String> place, int weight) {

        /** Graver than all that stop nothing. */
        Noted graver() {
            return new Noted(code, message, remedy, place, weight - Finding.Code.values().length);
        }

        Warning asWarning() {
            return new Warning(code, Wording.of(message + remedy.map(text -> " " + text).orElse(""), Wording.WARNING),
                    place.map(text -> Wording.of(text, Wording.POINTER)));
        }
    }
}
