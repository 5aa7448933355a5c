package io.upmpublisher.publisher.unity;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;

import org.jboss.logging.Logger;

import io.upmpublisher.events.PackageSelection;
import io.upmpublisher.git.GitException;
import io.upmpublisher.publisher.manifest.ManifestReader;
import io.upmpublisher.publisher.manifest.ManifestReading;
import io.upmpublisher.publisher.source.PackageSource;
import io.upmpublisher.publisher.source.Source;

/** All readable packages of a commit but those that are named. */
public final class CommitPackages implements UnityChecks.OtherPackages {

    private static final Logger LOG = Logger.getLogger(CommitPackages.class);
    private static final int MAX = 1_000;

    private final Source source;
    private final Set<String> without;
    private final ManifestReader reader = new ManifestReader();

    /** @param without paths of manifests */
    public CommitPackages(Source source, Collection<String> without) {
        this.source = source;
        this.without = Set.copyOf(without);
    }

    @Override
    public Iterable<UnityPackage> packages() {
        var paths = source.manifests(PackageSelection.all()).stream().filter(path -> !without.contains(path)).limit(MAX)
                .toList();
        source.bring(paths);
        return () -> paths.stream().map(this::read)
                .flatMap(Optional::stream).iterator();
    }

    private Optional<UnityPackage> read(String path) {
        try {
            return source.packageAt(path).flatMap(this::read);
        } catch (GitException e) {
            // What is damaged there is no fault of the packages that are to be published.
            LOG.debugf(e, "%s is not looked at", path);
            return Optional.empty();
        }
    }

    private Optional<UnityPackage> read(PackageSource found) {
        return switch (reader.read(found.manifest())) {
            case ManifestReading.Readable(var manifest, var warnings) -> Optional.of(new UnityPackage(found, manifest));
            case ManifestReading.Unreadable unreadable -> Optional.empty();
        };
    }
}
