package io.upmpublisher.publisher.tarball;

/**
 * @param files how many files a package may have
 * @param unpackedBytes how large they may be together
 * @param packedBytes how large the compressed tarball may be
 * @param compression gzip level, 1 to 9; npm's 9 takes four times as long as 6 and gains next to nothing
 */
public record TarballLimits(int files, long unpackedBytes, long packedBytes, int compression) {

    public static final int DEFAULT_COMPRESSION = 6;

    public TarballLimits {
        if (files < 1 || unpackedBytes < 1 || packedBytes < 1) {
            throw new IllegalArgumentException("limits of a tarball must be at least 1");
        }
        if (compression < 1 || compression > 9) {
            throw new IllegalArgumentException("the compression level must be between 1 and 9");
        }
    }
}
