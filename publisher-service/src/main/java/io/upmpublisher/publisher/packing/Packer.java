package io.upmpublisher.publisher.packing;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.upmpublisher.events.CommitId;
import io.upmpublisher.publisher.discovery.Candidate;
import io.upmpublisher.publisher.manifest.ManifestNormalizer;
import io.upmpublisher.publisher.manifest.PackageManifest;
import io.upmpublisher.publisher.registry.Access;
import io.upmpublisher.publisher.registry.Digests;
import io.upmpublisher.publisher.registry.DistTag;
import io.upmpublisher.publisher.registry.PublishDocument;
import io.upmpublisher.publisher.registry.Tarball;
import io.upmpublisher.publisher.report.Examples;
import io.upmpublisher.publisher.report.Reporting;
import io.upmpublisher.publisher.report.Step;
import io.upmpublisher.publisher.report.WarningCode;
import io.upmpublisher.publisher.source.PackageSource;
import io.upmpublisher.publisher.tarball.PackEntry;
import io.upmpublisher.publisher.tarball.PackList;
import io.upmpublisher.publisher.tarball.PackListing;
import io.upmpublisher.publisher.tarball.PackageFile;
import io.upmpublisher.publisher.tarball.PackedTarball;
import io.upmpublisher.publisher.tarball.TarballContents;
import io.upmpublisher.publisher.tarball.TarballLimits;
import io.upmpublisher.publisher.tarball.TarballWriter;

/** Builds the tarball of a package straight from the commit, and the document that publishes it. */
public final class Packer {

    private static final int BUFFER = 64 * 1024;

    private final TarballLimits limits;
    private final long warnAboveBytes;
    private final ManifestNormalizer normalizer = new ManifestNormalizer();

    /**
     * @param warnAboveBytes unpacked
     */
    public Packer(TarballLimits limits, long warnAboveBytes) {
        this.limits = limits;
        this.warnAboveBytes = warnAboveBytes;
    }

    public static Packer of(PackingConfig config) {
        return new Packer(new TarballLimits(config.maxFiles(), config.maxUnpackedBytes(), config.maxPackedBytes(),
                TarballLimits.DEFAULT_COMPRESSION), config.sizeThresholdMb() << 20);
    }

    public PublishDocument pack(Candidate candidate, CommitId commit, DistTag tag, Path file)
            throws IOException, InterruptedException {
        candidate.reporting().begins(Step.PACK);
        var started = System.nanoTime();
        var listing = listing(candidate.source(), candidate.manifest());
        var packed = write(listing, file);
        report(candidate, listing, packed);
        var manifest = normalizer.normalize(candidate.manifest(), candidate.source().tree(), commit);
        candidate.reporting().took("pack", Duration.ofNanos(System.nanoTime() - started));
        return new PublishDocument(manifest, candidate.manifest().name(), candidate.manifest().version(), tag,
                accessOf(candidate),
                new Tarball(file, packed.size(), new Digests(packed.integrity(), packed.shasum())));
    }

    /** Builds the tarball and keeps nothing of it but its measures. */
    public PackedTarball measure(Candidate candidate) throws IOException, InterruptedException {
        candidate.reporting().begins(Step.PACK);
        var started = System.nanoTime();
        var listing = listing(candidate.source(), candidate.manifest());
        var packed = measure(listing);
        report(candidate, listing, packed);
        candidate.reporting().took("pack", Duration.ofNanos(System.nanoTime() - started));
        return packed;
    }

    /** The same for a package that is not to be published; nothing of the manifest needs to be right but that it is JSON. */
    public PackedTarball measure(PackageSource source, ObjectNode manifest) throws IOException, InterruptedException {
        return measure(listing(source, manifest));
    }

    /** What would be in the tarball of a package that cannot be packed; of none of it the content is known to be there. */
    public List<PackEntry> list(PackageSource source, ObjectNode manifest) throws IOException {
        return PackList.of(source.tree(), manifest);
    }

    public Digests digestsOf(Candidate candidate) throws IOException, InterruptedException {
        var packed = measure(listing(candidate.source(), candidate.manifest()));
        return new Digests(packed.integrity(), packed.shasum());
    }

    public TarballContents contentsOf(Candidate candidate) throws IOException, InterruptedException {
        return TarballContents.of(listing(candidate.source(), candidate.manifest()).files());
    }

    private void report(Candidate candidate, PackListing listing, PackedTarball packed) {
        candidate.reporting().tarball(packed);
        warnOfWhatIsNotAsItSeems(listing, candidate.reporting());
        if (packed.unpackedSize() > warnAboveBytes) {
            candidate.reporting().warn(WarningCode.PACKAGE_LARGE,
                    "The package has " + (packed.unpackedSize() >> 20) + " MB unpacked, more than "
                            + (warnAboveBytes >> 20) + " MB (PACKAGE_SIZE_THRESHOLD_MB).");
        }
    }

    private PackedTarball measure(PackListing listing) throws IOException {
        return new TarballWriter(limits).write(listing.files(), OutputStream.nullOutputStream());
    }

    private PackedTarball write(PackListing listing, Path file) throws IOException {
        try (var target = new BufferedOutputStream(WorkFile.open(file), BUFFER)) {
            return new TarballWriter(limits).write(listing.files(), target);
        }
    }

    private PackListing listing(PackageSource source, PackageManifest manifest) throws IOException, InterruptedException {
        return listing(source, manifest.raw());
    }

    // Nothing is fetched from elsewhere for a package that is too large.
    private PackListing listing(PackageSource source, ObjectNode manifest) throws IOException, InterruptedException {
        var tree = source.tree();
        var listing = PackList.whole(tree, manifest);
        var files = listing.files().stream().map(PackEntry::file).toList();
        tree.bring(files);
        new TarballWriter(limits).check(listing.files());
        tree.fetch(files);
        return listing;
    }

    private static void warnOfWhatIsNotAsItSeems(PackListing listing, Reporting reporting) {
        warnOf(WarningCode.SUBMODULE_NOT_PACKED, "Submodules are not packed, as their files are in other "
                + "repositories. Commit them here, or publish them by themselves: ",
                paths(listing, PackageFile.Kind.SUBMODULE), reporting);
        warnOf(WarningCode.SYMLINK_NOT_PACKED,
                "Symbolic links are not packed, nor what they lead to. Commit the files in their place: ",
                paths(listing, PackageFile.Kind.SYMLINK), reporting);
        var unencoded = listing.files().stream().filter(entry -> entry.file().encodingNotGiven().isPresent())
                .map(PackEntry::path).toList();
        warnOf(WarningCode.ENCODING_NOT_GIVEN,
                "Files are packed as they were committed, as git checks them out: they are no UTF-8, or do "
                        + "not fit into the encoding of their attribute working-tree-encoding: ",
                unencoded, reporting);
    }

    private static List<String> paths(PackListing listing, PackageFile.Kind kind) {
        return listing.others().stream().filter(other -> other.kind() == kind).map(PackageFile::path).sorted().toList();
    }

    private static void warnOf(WarningCode code, String message, List<String> paths, Reporting reporting) {
        if (!paths.isEmpty()) {
            reporting.warn(code, message + Examples.of(paths) + ".");
        }
    }

    private static Access accessOf(Candidate candidate) {
        return candidate.manifest().publishAccess().filter("public"::equals).map(access -> Access.PUBLIC)
                .orElse(Access.REGISTRY_DEFAULT);
    }
}
