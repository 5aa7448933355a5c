package io.upmpublisher.publisher.plan;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import io.upmpublisher.events.CommitId;
import io.upmpublisher.events.Fault;
import io.upmpublisher.events.PackageName;
import io.upmpublisher.events.PackageReport.Warning;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.events.SemVersion;

/**
 * A plan as the API shows it.
 *
 * @param registry the configured name of the registry that it was made for
 * @param registryProblem what stands against publishing there now, whatever the packages are
 */
record PlanView(RepositoryName repository, CommitId commit, String registry, Optional<Fault> registryProblem,
        List<PackageView> packages) {

    static PlanView from(Planning.Question question, Planning.Plan plan) {
        return new PlanView(question.repository(), plan.commit(), question.settings().registry(), plan.registryProblem(),
                plan.packages().stream().map(PackageView::from).toList());
    }

    /**
     * @param publishedVersion the highest that the registry has
     * @param files relative to the package's folder; whatever the decision, if only the manifest can be read
     * @param unpackedSize with the other measures absent where the package cannot be packed
     * @param mode as in {@code 0644}
     */
    record PackageView(String path, Optional<PackageName> name, Optional<SemVersion> version,
            Optional<SemVersion> publishedVersion, String decision, String code, String reason, Optional<String> remedy,
            boolean retryHelps,
            Optional<String> distTag, Optional<List<FileView>> files, Optional<Long> unpackedSize, Optional<Long> tarballSize,
            Optional<String> integrity, List<Warning> warnings) {

        static PackageView from(PlannedPackage planned) {
            var report = planned.report();
            var measures = planned.content().flatMap(PlannedContent::measures);
            return new PackageView(report.path(), report.name(), report.version(), report.oldVersion(),
                    planned.decision().name().toLowerCase(Locale.ROOT), planned.code(), report.cause(), report.remedy(),
                    report.retryHelps(),
                    report.distTag(), planned.content().map(content -> content.files().stream().map(FileView::from).toList()),
                    measures.map(PlannedContent.Measures::unpackedSize), measures.map(PlannedContent.Measures::tarballSize),
                    measures.map(PlannedContent.Measures::integrity), report.warnings());
        }
    }

    /** @param size absent where it is not known, as of a file that Git LFS does not give */
    record FileView(String path, Optional<Long> size, String mode) {

        static FileView from(PlannedContent.File file) {
            return new FileView(file.path(), file.size(), "0" + Integer.toOctalString(file.mode()));
        }
    }
}
