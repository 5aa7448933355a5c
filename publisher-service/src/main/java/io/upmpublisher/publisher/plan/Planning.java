package io.upmpublisher.publisher.plan;

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
import io.upmpublisher.publisher.decision.PackageDecider;
import io.upmpublisher.publisher.decision.PackagePlanner;
import io.upmpublisher.publisher.decision.PackageResult;
import io.upmpublisher.publisher.discovery.Discovery;
import io.upmpublisher.publisher.discovery.RunRefusedException;
import io.upmpublisher.publisher.manifest.UpmPackageRule;
import io.upmpublisher.publisher.order.DependencyTiers;
import io.upmpublisher.publisher.order.PackageWork;
import io.upmpublisher.publisher.order.TieredPublishing;
import io.upmpublisher.publisher.packing.Packer;
import io.upmpublisher.publisher.registry.Registries;
import io.upmpublisher.publisher.registry.RegistryClient;
import io.upmpublisher.publisher.registry.RegistryProblem;
import io.upmpublisher.publisher.run.RunConfig;
import io.upmpublisher.publisher.source.Source;
import io.upmpublisher.publisher.source.Sources;

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

    Planning(Sources sources, Registries registries, RunConfig config) {
        this.sources = sources;
        this.registries = registries;
        this.packer = Packer.of(config.packing());
        this.limits = TieredPublishing.TimeLimits.of(config.order());
        this.rule = new UpmPackageRule(config.discovery().scopes().orElse(Set.of()));
    }

    /**
     * @param before what the packages are compared with where the selection is {@code changed}
     * @param settings as a push would be treated with now
     */
    public record Question(RepositoryName repository, CommitRef commit, Optional<CommitId> before, PackageSelection packages,
            RepositorySettings settings) {
    }

    /**
     * @param registryProblem what stands against publishing to the registry now, as a token that it refuses; that it can be
     *        read
     *        does not say that it takes anything
     * @param packages in the order of their paths
     */
    public record Plan(CommitId commit, Optional<Fault> registryProblem, List<PlannedPackage> packages) {
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
        return plan(question, MAX_FILES);
    }

    /** The same without the content of packages: those that would not be published are not packed for it. */
    public Plan outline(Question question) throws Refused, InterruptedException {
        return plan(question, 0);
    }

    private Plan plan(Question question, int maxFiles) throws Refused, InterruptedException {
        try (var source = sources.open(question.repository(), question.commit(), question.before(), Optional.empty())) {
            var found = Discovery.in(source, question.packages(), rule, Set.of());
            var registry = registries.named(question.settings().registry());
            var problem = registry.isEmpty() || found.candidates().isEmpty() ? Optional.<RegistryProblem> empty()
                    : registries.problemWith(registry.get());
            var packed = new ConcurrentHashMap<String, PlannedContent>();
            var reports = new ArrayList<>(found.settled());
            reports.addAll(registry.isEmpty() ? misconfigured(question, found)
                    : decide(question, source, registry.get(), found, packed));
            return new Plan(source.commit(), problem.map(Planning::faultOf),
                    planned(reports, packed, new CommitContents(source, packer), maxFiles));
        } catch (GitException e) {
            throw new Refused(new Fault(e.code(), e.reason(), e.fault().remedy(), e.transientFault()));
        } catch (RunRefusedException e) {
            throw new Refused(e.fault());
        }
    }

    private List<PlannedPackage> planned(List<PackageReport> reports, Map<String, PlannedContent> packed,
            CommitContents others, int maxFiles) throws InterruptedException {
        var packages = new ArrayList<PlannedPackage>();
        var files = 0;
        for (var report : reports.stream().sorted(Comparator.comparing(PackageReport::path)).toList()) {
            var content = Optional.ofNullable(packed.remove(report.path()));
            if (content.isEmpty() && files < maxFiles) {
                content = others.at(report.path());
            }
            var shown = files < maxFiles ? content : Optional.<PlannedContent> empty();
            files += shown.map(each -> each.files().size()).orElse(0);
            packages.add(new PlannedPackage(PlannedPackage.decisionOf(report), report, shown));
        }
        return packages;
    }

    private List<PackageReport> misconfigured(Question question, Discovery.Found found) {
        return found.candidates().stream()
                .map(candidate -> candidate.reporting().misconfigured(question.settings().registry(), registries.names()))
                .toList();
    }

    private List<PackageReport> decide(Question question, Source source, RegistryClient registry, Discovery.Found found,
            Map<String, PlannedContent> packed) throws InterruptedException {
        var missing = found.settled().stream().filter(TieredPublishing::isMissing).flatMap(report -> report.name().stream())
                .collect(Collectors.toSet());
        return new TieredPublishing(work(question, source, registry, found, packed), report -> {
        }, limits, missing).publish(DependencyTiers.of(found.candidates())).stream().map(PackageResult::report).toList();
    }

    private PackageWork work(Question question, Source source, RegistryClient registry, Discovery.Found found,
            Map<String, PlannedContent> packed) {
        return new PackagePlanner(new PackageDecider(registry, source.commit(), question.settings(), packer,
                PackageDecider.Checks.of(source, found.candidates(), question.settings(), registry, registries.all())), packer,
                (candidate, tarball) -> packed.put(candidate.path(), PlannedContent.of(tarball)))::plan;
    }

    private static Fault faultOf(RegistryProblem problem) {
        return new Fault(problem.code().name(), problem.cause(), problem.remedy(), problem.retryHelps());
    }
}
