package io.upmpublisher.publisher.tarball;

import java.util.List;

/**
 * What was written.
 *
 * @param integrity {@code sha512-…} in base64, as in a packument's {@code dist.integrity}
 * @param shasum SHA-1 in hex, which registries of the older kind check
 * @param size bytes of the compressed tarball
 * @param unpackedSize bytes of the files in it
 */
public record PackedTarball(String integrity, String shasum, long size, long unpackedSize, List<Entry> entries) {

    public PackedTarball {
        entries = List.copyOf(entries);
    }

    /** @param path relative to the package's folder */
    public record Entry(String path, long size, int mode) {
    }

    public int fileCount() {
        return entries.size();
    }
}
