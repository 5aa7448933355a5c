package io.upmpublisher.publisher.comparison;

import java.time.Duration;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.upmpublisher.events.Fault;
import io.upmpublisher.events.SemVersion;
import io.upmpublisher.publisher.comparison.ComparisonQueue.Claim;
import io.upmpublisher.publisher.comparison.OurRuns.OurRun;
import io.upmpublisher.publisher.comparison.PlannedContents.Reading;
import io.upmpublisher.publisher.registry.Lookup;
import io.upmpublisher.publisher.registry.Packument;
import io.upmpublisher.publisher.registry.PublishedContent;
import io.upmpublisher.publisher.registry.PublishedVersion;
import io.upmpublisher.publisher.registry.Registries;
import io.upmpublisher.publisher.registry.RegistryClient;

/**
 * Asks the registry what it has of a package. A tarball is downloaded only for a version that runs would have published, whose
 * bytes are not ours anyway, and once if it can be compared.
 */
@ApplicationScoped
class Comparing {

    /** Of each version. */
    private static final int MOST_FILES = 50;

    private final Registries registries;
    private final PlannedContents contents;
    private final ComparedVersions versions;
    private final OurRuns runs;

    Comparing(Registries registries, PlannedContents contents, ComparedVersions versions, OurRuns runs) {
        this.registries = registries;
        this.contents = contents;
        this.versions = versions;
        this.runs = runs;
    }

    /**
     * @param problem why nothing could be found out
     * @param isOpen whether a version waits for the next look
     * @param isTimeless whether the registry does not say when versions were published
     * @param after for how long the registry asked to be left alone
     */
    record Look(Optional<Fault> problem, boolean isOpen, boolean isTimeless, Optional<Duration> after) {

        static Look failed(Fault problem, Optional<Duration> after) {
            return new Look(Optional.of(problem), true, false, after);
        }
    }

    Look look(Claim claim) throws InterruptedException {
        var registry = registries.named(claim.registry());
        if (registry.isEmpty()) {
            return Look.failed(new Fault("REGISTRY_NOT_CONFIGURED",
                    "No registry is configured under the name " + claim.registry() + ".",
                    "Configure it, or set the repository's registry to one of " + registries.names() + ".", false),
                    Optional.empty());
        }
        return switch (registry.get().packument(claim.name())) {
            case Lookup.Found<Packument>(var packument) -> compared(claim, registry.get(), Optional.of(packument));
            case Lookup.Absent<Packument> absent -> compared(claim, registry.get(), Optional.empty());
            case Lookup.Unavailable<Packument>(var problem) -> Look.failed(
                    new Fault(problem.code().name(), problem.cause(), problem.remedy(), problem.retryHelps()),
                    problem.retryAfter());
        };
    }

    private Look compared(Claim claim, RegistryClient registry, Optional<Packument> packument) throws InterruptedException {
        var isOpen = false;
        for (var expected : versions.open(claim)) {
            isOpen |= judge(claim, registry, packument, expected);
        }
        var known = versions.all(claim);
        for (var entry : known.entrySet()) {
            if (entry.getValue() == Result.UNEXPECTED && published(packument, entry.getKey()).isEmpty()) {
                versions.forget(claim, entry.getKey());
            }
        }
        if (packument.isPresent()) {
            for (var appeared : Appeared.in(packument.get(), claim.beganAt(), known)) {
                if (!claim.watched() && !known.containsKey(appeared.version())) {
                    continue;
                }
                isOpen |= appeared(claim, registry, packument.get(), appeared);
            }
        }
        return new Look(Optional.empty(), isOpen,
                packument.filter(document -> !document.versions().isEmpty() && document.publishedAt().isEmpty()).isPresent(),
                Optional.empty());
    }

    /** @return whether the registry is to be asked again */
    private boolean judge(Claim claim, RegistryClient registry, Optional<Packument> packument, Expected expected)
            throws InterruptedException {
        var published = published(packument, expected.version());
        if (published.isPresent()) {
            // Asked first: one that has sent the version says so when it ends at the latest.
            var isAtWork = runs.areAtWork(claim);
            // By hand, or from another repository: it would be the same as itself.
            if (runs.havePublished(claim, expected.version())) {
                versions.forgetOurs(claim, expected.version());
                return false;
            }
            if (isAtWork) {
                return true;
            }
        }
        var finding = published.isPresent() ? compared(claim, registry, expected, published.get())
                : Finding.missing(missing(claim, packument, expected.version()));
        versions.note(claim, expected.version(), finding
                .publishedAt(packument.map(document -> document.publishedAt().get(expected.version()))));
        return finding.result().isOpen();
    }

    private Finding compared(Claim claim, RegistryClient registry, Expected expected, PublishedVersion published)
            throws InterruptedException {
        if (expected.integrity().filter(published::hasIntegrity).isPresent()) {
            return Finding.same();
        }
        return switch (contents.of(claim.repository(), expected)) {
            case Reading.Unreadable(var fault) -> Finding.unproven(fault);
            case Reading.Read(var ours) -> switch (registry.compare(claim.name(), expected.version(), ours, MOST_FILES)) {
                case PublishedContent.Same same -> Finding.same();
                case PublishedContent.Other(var problem, var files) -> Finding.different(problem, files);
                case PublishedContent.Unproven(var problem) -> Finding.unproven(problem);
            };
        };
    }

    private boolean appeared(Claim claim, RegistryClient registry, Packument packument, Appeared appeared)
            throws InterruptedException {
        var version = appeared.version();
        if (runs.havePublished(claim, version)) {
            versions.forget(claim, version);
            return false;
        }
        var gitHead = packument.version(version).flatMap(PublishedVersion::gitHead);
        var run = runs.of(claim, version, gitHead);
        if (run.filter(OurRun::wouldHavePublished).isPresent()) {
            var expected = new Expected(version, run.get().commit().orElseThrow(), run.get().path().orElseThrow(),
                    run.get().integrity());
            versions.adopt(claim, expected, run.get());
            return judge(claim, registry, Optional.of(packument), expected);
        }
        if (runs.anotherWouldHave(claim, version)) {
            versions.forget(claim, version);
            return false;
        }
        var reason = run.or(() -> runs.unfinishedBefore(claim, appeared.publishedAt()));
        versions.unexpected(claim, version, reason, unexpected(claim, version, reason), appeared.publishedAt());
        return false;
    }

    private static Optional<PublishedVersion> published(Optional<Packument> packument, SemVersion version) {
        return packument.flatMap(document -> document.version(version));
    }

    private static String missing(Claim claim, Optional<Packument> packument, SemVersion version) {
        var higher = packument.filter(document -> !document.versions().isEmpty()).map(document -> document.versions().lastKey())
                .filter(last -> last.compareTo(version) > 0);
        return "Registry " + claim.registry() + " does not have it"
                + higher.map(last -> ", though it has " + last + ": the other system may have passed it over").orElse("") + ".";
    }

    private static Finding unexpected(Claim claim, SemVersion version, Optional<OurRun> run) {
        var what = "Registry " + claim.registry() + " has " + claim.name() + "@" + version + ", ";
        if (run.isEmpty()) {
            return Finding.unexpected(Optional.empty(), what + "and no run in plan mode came across that version.",
                    Optional.of(
                            "See whether its push arrived (GET /api/audit/why of the audit, with the commit), whether it was to a "
                                    + "publishing branch, or whether somebody published by hand."));
        }
        return run.get().code().isEmpty()
                ? Finding.unexpected(Optional.empty(), what + "and run " + run.get().id() + " is not finished.",
                        Optional.of("Nothing needs to be done; it is compared when the run has ended."))
                : Finding.unexpected(run.get().code(),
                        what + "and run " + run.get().id() + " would not have published it: " + run.get().cause().orElse(""),
                        run.get().remedy());
    }
}
