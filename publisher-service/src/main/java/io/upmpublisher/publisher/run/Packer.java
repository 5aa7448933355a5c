package io.upmpublisher.publisher.run;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.upmpublisher.events.CommitId;
import io.upmpublisher.publisher.manifest.ManifestNormalizer;
import io.upmpublisher.publisher.registry.Access;
import io.upmpublisher.publisher.registry.Digests;
import io.upmpublisher.publisher.registry.DistTag;
import io.upmpublisher.publisher.registry.PublishDocument;
import io.upmpublisher.publisher.registry.Tarball;
import io.upmpublisher.publisher.source.LfsPointer;
import io.upmpublisher.publisher.tarball.PackEntry;
import io.upmpublisher.publisher.tarball.PackList;
import io.upmpublisher.publisher.tarball.PackedTarball;
import io.upmpublisher.publisher.tarball.PackingRefusedException;
import io.upmpublisher.publisher.tarball.TarballLimits;
import io.upmpublisher.publisher.tarball.TarballWriter;

/** Builds the tarball of a package straight from the commit, and the document that publishes it. */
final class Packer {

    private static final int BUFFER = 64 * 1024;

    private final TarballLimits limits;
    private final long warnAboveBytes;
    private final ManifestNormalizer normalizer = new ManifestNormalizer();

    /**
     * @param warnAboveBytes unpacked
     */
    Packer(TarballLimits limits, long warnAboveBytes) {
        this.limits = limits;
        this.warnAboveBytes = warnAboveBytes;
    }

    static Packer of(RunConfig config) {
        return new Packer(new TarballLimits(config.maxFiles(), config.maxUnpackedBytes(), config.maxPackedBytes(),
                TarballLimits.DEFAULT_COMPRESSION), config.sizeThresholdMb() << 20);
    }

    PublishDocument pack(Candidate candidate, CommitId commit, DistTag tag, Path file) throws IOException {
        var started = System.nanoTime();
        var packed = write(candidate, file);
        candidate.reporting().tarball(packed);
        if (packed.unpackedSize() > warnAboveBytes) {
            candidate.reporting().warn("PACKAGE_LARGE",
                    "The package has " + (packed.unpackedSize() >> 20) + " MB unpacked, more than "
                            + (warnAboveBytes >> 20) + " MB (PACKAGE_SIZE_THRESHOLD_MB).");
        }
        var manifest = normalizer.normalize(candidate.manifest(), candidate.source().tree(), commit);
        candidate.reporting().took("pack", Duration.ofNanos(System.nanoTime() - started));
        return new PublishDocument(manifest, candidate.manifest().name(), candidate.manifest().version(), tag,
                accessOf(candidate),
                new Tarball(file, packed.size(), new Digests(packed.integrity(), packed.shasum())));
    }

    Digests digestsOf(Candidate candidate) throws IOException {
        var packed = new TarballWriter(limits).write(filesOf(candidate), OutputStream.nullOutputStream());
        return new Digests(packed.integrity(), packed.shasum());
    }

    private PackedTarball write(Candidate candidate, Path file) throws IOException {
        try (var target = new BufferedOutputStream(Files.newOutputStream(file), BUFFER)) {
            return new TarballWriter(limits).write(filesOf(candidate), target);
        }
    }

    private static List<PackEntry> filesOf(Candidate candidate) throws IOException {
        var files = PackList.of(candidate.source().tree(), candidate.manifest().raw());
        candidate.source().tree().bring(files.stream().map(PackEntry::file).toList());
        var pointer = LfsPointer.firstIn(files);
        if (pointer.isPresent()) {
            throw new PackingRefusedException(PackingRefusedException.Code.LFS_CONTENT_MISSING,
                    "The file " + pointer.get()
                            + " is kept in Git LFS, and what is in the repository is only a pointer to it.");
        }
        return files;
    }

    private static Access accessOf(Candidate candidate) {
        return candidate.manifest().publishAccess().filter("public"::equals).map(access -> Access.PUBLIC)
                .orElse(Access.REGISTRY_DEFAULT);
    }
}
