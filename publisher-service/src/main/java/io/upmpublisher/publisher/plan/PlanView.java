package io.upmpublisher.publisher.plan;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import io.upmpublisher.events.CommitId;
import io.upmpublisher.events.PackageName;
import io.upmpublisher.events.PackageReport.Warning;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.events.SemVersion;
import io.upmpublisher.publisher.tarball.PackedTarball;

/**
 * A plan as the API shows it.
 *
 * @param registry the configured name of the registry that it was made for
 */
record PlanView(RepositoryName repository, CommitId commit, String registry, List<PackageView> packages) {

    static PlanView from(Planning.Question question, Planning.Plan plan) {
        return new PlanView(question.repository(), plan.commit(), question.settings().registry(),
                plan.packages().stream().map(PackageView::from).toList());
    }

    /**
     * @param publishedVersion the highest that the registry has
     * @param files relative to the package's folder; with the measures after it, absent where the package cannot be packed
     * @param mode as in {@code 0644}
     */
    record PackageView(String path, Optional<PackageName> name, Optional<SemVersion> version,
            Optional<SemVersion> publishedVersion, String decision, String code, String reason, Optional<String> remedy,
            boolean retryHelps,
            Optional<String> distTag, Optional<List<FileView>> files, Optional<Long> unpackedSize, Optional<Long> tarballSize,
            Optional<String> integrity, List<Warning> warnings) {

        static PackageView from(PlannedPackage planned) {
            var report = planned.report();
            return new PackageView(report.path(), report.name(), report.version(), report.oldVersion(),
                    planned.decision().name().toLowerCase(Locale.ROOT), planned.code(), report.cause(), report.remedy(),
                    report.retryHelps(),
                    report.distTag(), planned.tarball().map(packed -> packed.entries().stream().map(FileView::from).toList()),
                    planned.tarball().map(PackedTarball::unpackedSize), planned.tarball().map(PackedTarball::size),
                    planned.tarball().map(PackedTarball::integrity), report.warnings());
        }
    }

    record FileView(String path, long size, String mode) {

        static FileView from(PackedTarball.Entry entry) {
            return new FileView(entry.path(), entry.size(), "0" + Integer.toOctalString(entry.mode()));
        }
    }
}
