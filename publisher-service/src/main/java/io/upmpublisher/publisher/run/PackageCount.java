package io.upmpublisher.publisher.run;

import java.util.Optional;

import org.jboss.logging.Logger;

import io.upmpublisher.events.PackageSelection;
import io.upmpublisher.git.GitException;
import io.upmpublisher.publisher.manifest.ManifestReader;
import io.upmpublisher.publisher.manifest.ManifestReading;
import io.upmpublisher.publisher.manifest.UpmPackageRule;
import io.upmpublisher.publisher.source.Source;

/** Counts what a commit holds that could be published, whichever of it a request means. */
final class PackageCount {

    private static final Logger LOG = Logger.getLogger(PackageCount.class);
    private static final int READ_AT_ONCE = 1_000;

    private final Source source;
    private final UpmPackageRule rule;
    private final ManifestReader reader = new ManifestReader();

    PackageCount(Source source, UpmPackageRule rule) {
        this.source = source;
        this.rule = rule;
    }

    /** Whether there are several; empty if that cannot be found out, which is no reason to keep from publishing. */
    Optional<Boolean> isSeveral() {
        try {
            var found = 0L;
            var paths = source.manifests(PackageSelection.all());
            for (var from = 0; from < paths.size() && paths.size() > 1 && found < 2; from += READ_AT_ONCE) {
                var some = paths.subList(from, Math.min(from + READ_AT_ONCE, paths.size()));
                source.bring(some);
                found += some.stream().filter(this::isPackage).limit(2).count();
            }
            return Optional.of(found > 1);
        } catch (GitException e) {
            LOG.warnf(e, "the packages of commit %s cannot be counted; who tags them counts anew", source.commit());
            return Optional.empty();
        }
    }

    private boolean isPackage(String path) {
        return source.packageAt(path).map(found -> switch (reader.read(found.manifest())) {
            case ManifestReading.Readable(var manifest, var warnings) -> rule.skips(manifest.raw()).isEmpty();
            case ManifestReading.Unreadable unreadable -> false;
        }).orElse(false);
    }
}
