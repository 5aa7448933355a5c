package io.upmpublisher.publisher.unity;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import io.upmpublisher.git.GitException;
import io.upmpublisher.publisher.lfs.LfsException;
import io.upmpublisher.publisher.manifest.Finding;
import io.upmpublisher.publisher.tarball.PackageFile;
import io.upmpublisher.publisher.tarball.PackingRefusedException;

/**
 * Looks at the packages of a run as Unity would, together: files of one may clash with those of another. Packages are read when
 * the first of them is inspected; safe for several threads while their repository is open.
 */
public final class UnityChecks {

    private static final Logger LOG = Logger.getLogger(UnityChecks.class);

    /** Of all the other packages of the commit together; a package that is in another's folder counts in both. */
    private static final int MAX_FILES_OF_OTHERS = 300_000;

    /** Of the packages of the run together. Beyond it each is looked at alone, and none that has more by itself. */
    private static final int MAX_FILES_OF_RUN = 300_000;

    /** Of the packages that are read for comparison and not inspected yet; what is not kept is read again. */
    private static final int MAX_FILES_KEPT = 50_000;

    /** Of what is packed: a request that is cut off leaves nothing, and the next attempt must not begin from nothing. */
    private static final int FILES_OF_A_REQUEST = 1_000;

    private final Collection<UnityPackage> run;
    private final Collection<UnityPackage> packed;
    private final OtherPackages others;
    private final Map<UnityPackage, Scan> scans = new HashMap<>();
    private int filesKept;
    private @Nullable Index index;

    /**
     * @param packed those of the run that are most likely going to be packed; their files are brought together
     */
    public UnityChecks(Collection<UnityPackage> run, Collection<UnityPackage> packed, OtherPackages others) {
        this.run = List.copyOf(run);
        this.packed = Set.copyOf(packed);
        this.others = others;
    }

    /**
     * What is wrong with a package of the run.
     *
     * @throws PackingRefusedException if it cannot be packed at all
     */
    public List<Finding> inspect(UnityPackage unityPackage, Optional<Predecessor> before) throws IOException {
        if (filesOf(unityPackage).map(Collection::size).orElse(0) > MAX_FILES_OF_RUN) {
            return List.of();
        }
        var all = index();
        var scan = scanOf(unityPackage);
        var assets = scan.assets();
        var findings = new ArrayList<>(scan.metas().findings());
        all.clashes().in(unityPackage, scan.metas().guids()).ifPresent(findings::add);
        PathChecks.finding(assets).ifPresent(findings::add);
        findings.addAll(IgnoredFiles.findings(assets));
        findings.addAll(LicenseCheck.findings(unityPackage.manifest(), assets));
        findings.addAll(SampleChecks.findings(unityPackage.manifest().samples(), assets));
        findings.addAll(AssemblyChecks.findings(unityPackage, assets, all.known()));
        before.flatMap(version -> UnityVersionCheck.finding(unityPackage.manifest(), version)).ifPresent(findings::add);
        return findings;
    }

    private synchronized Index index() throws IOException {
        if (index == null) {
            var built = new Index(new GuidClashes(), new KnownPackages());
            if (run.stream().mapToInt(each -> filesOf(each).map(Collection::size).orElse(0)).sum() <= MAX_FILES_OF_RUN) {
                bringWhatUnityReads();
                var files = new ArrayList<PackageFile>();
                for (var each : run) {
                    addTo(built, each, files);
                }
                addOthers(built.known());
                bringWhatIsPacked(files);
            }
            index = built;
        }
        return index;
    }

    private void bringWhatUnityReads() {
        var read = new ArrayList<PackageFile>();
        for (var each : run) {
            filesOf(each).ifPresent(files -> files.stream()
                    .filter(file -> file.path().endsWith(AssetPath.META) || file.path().endsWith(AssemblyDefinition.ENDING))
                    .forEach(read::add));
        }
        bring(read);
    }

    // They are all of one commit: any of its folders brings them, in one request for all.
    private void bring(List<PackageFile> files) {
        if (!files.isEmpty()) {
            run.iterator().next().source().tree().bring(files);
        }
    }

    private void bringWhatIsPacked(List<PackageFile> files) {
        try {
            for (var from = 0; from < files.size(); from += FILES_OF_A_REQUEST) {
                bring(files.subList(from, Math.min(from + FILES_OF_A_REQUEST, files.size())));
            }
        } catch (GitException e) {
            // It is none of this package's own; each brings what it lacks when it is packed, and says so if it cannot.
            LOG.debugf(e, "the files of several packages could not be brought together");
        }
    }

    private void addTo(Index built, UnityPackage unityPackage, List<PackageFile> files) throws IOException {
        try {
            var scan = Scan.of(unityPackage);
            if (packed.contains(unityPackage)) {
                files.addAll(scan.assets().packed().values());
            }
            keep(unityPackage, scan);
            built.clashes().add(unityPackage, scan.metas().guids());
            built.known().add(unityPackage, scan.assets().files());
        } catch (PackingRefusedException | GitException | LfsException e) {
            // It says so itself when its turn comes.
            LOG.debugf(e, "%s is left out of the comparison with others", unityPackage.name());
        }
    }

    private void keep(UnityPackage unityPackage, Scan scan) {
        var files = scan.assets().files().size();
        if (filesKept + files <= MAX_FILES_KEPT) {
            filesKept += files;
            scans.put(unityPackage, scan);
        }
    }

    private void addOthers(KnownPackages known) throws IOException {
        var assemblies = new LinkedHashMap<UnityPackage, List<PackageFile>>();
        var files = 0;
        for (var other : others.packages()) {
            var found = filesOf(other);
            files += found.map(Collection::size).orElse(0);
            if (files > MAX_FILES_OF_OTHERS) {
                break;
            }
            found.ifPresent(all -> assemblies.put(other, all.stream().filter(KnownPackages::isRead)
                    .<PackageFile> map(file -> file).toList()));
        }
        bring(assemblies.values().stream().flatMap(List::stream).toList());
        for (var other : assemblies.entrySet()) {
            try {
                known.add(other.getKey(), other.getValue());
            } catch (GitException | LfsException e) {
                LOG.debugf(e, "the assemblies of %s are not known", other.getKey().name());
            }
        }
    }

    // What cannot be listed is not to be published now, or says so itself when its turn comes.
    private static Optional<Collection<? extends PackageFile>> filesOf(UnityPackage unityPackage) {
        try {
            return Optional.of(unityPackage.source().tree().files());
        } catch (PackingRefusedException | GitException e) {
            LOG.debugf(e, "the files of %s are not known", unityPackage.name());
            return Optional.empty();
        }
    }

    // Each is inspected once, and its files need not be kept after that.
    private Scan scanOf(UnityPackage unityPackage) throws IOException {
        synchronized (this) {
            var scan = scans.remove(unityPackage);
            if (scan != null) {
                filesKept -= scan.assets().files().size();
                return scan;
            }
        }
        return Scan.of(unityPackage);
    }

    /** The packages of the commit that the run does not publish; their assemblies are known all the same. */
    @FunctionalInterface
    public interface OtherPackages {
        Iterable<UnityPackage> packages();
    }

    private record Index(GuidClashes clashes, KnownPackages known) {
    }

    private record Scan(PackageAssets assets, MetaChecks metas) {
        static Scan of(UnityPackage unityPackage) throws IOException {
            var assets = PackageAssets.of(unityPackage);
            return new Scan(assets, MetaChecks.of(assets));
        }
    }
}
