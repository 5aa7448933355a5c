package io.upmpublisher.publisher.plan;

import java.util.List;
import java.util.Optional;

import io.upmpublisher.git.GitException;
import io.upmpublisher.publisher.lfs.LfsException;
import io.upmpublisher.publisher.tarball.PackEntry;
import io.upmpublisher.publisher.tarball.PackedTarball;

/**
 * What would be in a package's tarball.
 *
 * @param measures empty where the package cannot be packed
 */
public record PlannedContent(List<File> files, Optional<Measures> measures) {

    public PlannedContent {
        files = List.copyOf(files);
    }

    /** @param size empty where it is not known, as of a file that Git LFS does not give */
    public record File(String path, Optional<Long> size, int mode) {
    }

    public record Measures(long unpackedSize, long tarballSize, String integrity) {
    }

    static PlannedContent of(PackedTarball packed) {
        return new PlannedContent(
                packed.entries().stream().map(entry -> new File(entry.path(), Optional.of(entry.size()), entry.mode()))
                        .toList(),
                Optional.of(new Measures(packed.unpackedSize(), packed.size(), packed.integrity())));
    }

    static PlannedContent unpacked(List<PackEntry> entries) {
        return new PlannedContent(
                entries.stream().map(entry -> new File(entry.path(), sizeOf(entry), entry.mode())).toList(), Optional.empty());
    }

    private static Optional<Long> sizeOf(PackEntry entry) {
        try {
            return Optional.of(entry.file().size());
        } catch (GitException | LfsException e) {
            return Optional.empty();
        }
    }
}
