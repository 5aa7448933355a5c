package io.upmpublisher.publisher.run;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.upmpublisher.events.CommitId;
import io.upmpublisher.events.CommitRef;
import io.upmpublisher.events.Fault;
import io.upmpublisher.events.PackageReport;
import io.upmpublisher.events.PackageSelection;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.events.RepositorySettings;
import io.upmpublisher.git.GitException;
import io.upmpublisher.publisher.lfs.LfsException;
import io.upmpublisher.publisher.manifest.ManifestReader;
import io.upmpublisher.publisher.manifest.ManifestReading;
import io.upmpublisher.publisher.manifest.UpmPackageRule;
import io.upmpublisher.publisher.registry.Registries;
import io.upmpublisher.publisher.registry.RegistryClient;
import io.upmpublisher.publisher.source.Source;
import io.upmpublisher.publisher.source.Sources;
import io.upmpublisher.publisher.tarball.PackedTarball;
import io.upmpublisher.publisher.tarball.PackingRefusedException;

/** Goes a run's way without a run: nothing is recorded, told or sent. */
@ApplicationScoped
public class Planning {

    /** Whose lists are shown; the plan is held in memory. Packages after that come without theirs. */
    private static final int MAX_FILES = 200_000;

    private final Sources sources;
    private final Registries registries;
    private final Packer packer;
    private final TieredPublishing.TimeLimits limits;
    private final UpmPackageRule rule;
    private final ManifestReader reader = new ManifestReader();

    Planning(Sources sources, Registries registries, RunConfig config) {
        this.sources = sources;
        this.registries = registries;
        this.packer = Packer.of(config);
        this.limits = new TieredPublishing.TimeLimits(config.packageTimeLimit(), config.runTimeLimit());
        this.rule = new UpmPackageRule(config.scopes().orElse(Set.of()));
    }

    /**
     * @param before what the packages are compared with where the selection is {@code changed}
     * @param settings as a push would be treated with now
     */
    public record Question(RepositoryName repository, CommitRef commit, Optional<CommitId> before, PackageSelection packages,
            RepositorySettings settings) {
    }

    /**
     * @param packages in the order of their paths
     */
    public record Plan(CommitId commit, List<PlannedPackage> packages) {
        public Plan {
            packages = List.copyOf(packages);
        }
    }

    /** The commit cannot be planned for at all. */
    public static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Fault fault;

        private Refused(Fault fault) {
            super(fault.cause());
            this.fault = fault;
        }

        public Fault fault() {
            return fault;
        }
    }

    public Plan plan(Question question) throws Refused, InterruptedException {
        return plan(question, this::pack);
    }

    /** The same, without the content of packages that would not be published: those are not packed. */
    public Plan outline(Question question) throws Refused, InterruptedException {
        return plan(question, (source, report) -> Optional.empty());
    }

    private Plan plan(Question question, Packing ofRest) throws Refused, InterruptedException {
        try (var source = sources.open(question.repository(), question.commit(), question.before(), Optional.empty())) {
            var found = Discovery.in(source, question.packages(), rule, Set.of());
            var packed = new ConcurrentHashMap<String, PackedTarball>();
            var reports = new ArrayList<>(found.settled());
            reports.addAll(decide(question, source, found, packed));
            reports.sort(Comparator.comparing(PackageReport::path));
            var packages = new ArrayList<PlannedPackage>();
            var files = 0;
            for (var report : reports) {
                var known = Optional.ofNullable(packed.remove(report.path()));
                var tarball = files > MAX_FILES ? Optional.<PackedTarball> empty()
                        : known.isPresent() ? known : ofRest.pack(source, report);
                files += tarball.map(PackedTarball::fileCount).orElse(0);
                packages.add(new PlannedPackage(PlannedPackage.decisionOf(report), report, tarball));
            }
            return new Plan(source.commit(), packages);
        } catch (GitException e) {
            throw new Refused(new Fault(e.code(), e.reason(), e.fault().remedy(), e.transientFault()));
        } catch (RunRefusedException e) {
            throw new Refused(e.fault());
        }
    }

    private List<PackageReport> decide(Question question, Source source, Discovery.Found found,
            Map<String, PackedTarball> packed) throws InterruptedException {
        var registry = registries.named(question.settings().registry());
        if (registry.isEmpty()) {
            return found.candidates().stream()
                    .map(candidate -> candidate.reporting().misconfigured(question.settings().registry(), registries.names()))
                    .toList();
        }
        var missing = found.settled().stream().filter(RunJournal::isMissing).flatMap(report -> report.name().stream())
                .collect(Collectors.toSet());
        return new TieredPublishing(work(question, source, registry.get(), found, packed), report -> {
        }, limits, missing).publish(DependencyTiers.of(found.candidates())).stream().map(PackageResult::report).toList();
    }

    private PackageWork work(Question question, Source source, RegistryClient registry, Discovery.Found found,
            Map<String, PackedTarball> packed) {
        return new PackagePlanner(new PackageDecider(registry, source.commit(), question.settings(), packer,
                PackageDecider.Checks.of(source, found.candidates(), question.settings(), registry, registries.all())), packer,
                (candidate, tarball) -> packed.put(candidate.path(), tarball))::plan;
    }

    // Whatever is decided, what is in the package is worth seeing; why it cannot be packed is in the report.
    private Optional<PackedTarball> pack(Source source, PackageReport report) throws InterruptedException {
        var found = source.packageAt(report.path());
        if (found.isEmpty() || !(reader.read(found.get().manifest()) instanceof ManifestReading.Readable readable)) {
            return Optional.empty();
        }
        try {
            return Optional.of(packer.measure(found.get(), readable.manifest()));
        } catch (InterruptedIOException e) {
            throw (InterruptedException) new InterruptedException(e.getMessage()).initCause(e);
        } catch (PackingRefusedException | GitException | LfsException | IOException e) {
            return Optional.empty();
        }
    }

    @FunctionalInterface
    private interface Packing {
        Optional<PackedTarball> pack(Source source, PackageReport report) throws InterruptedException;
    }
}
