package io.upmpublisher.publisher.tarball;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

import io.upmpublisher.publisher.tarball.PackingRefusedException.Code;

/**
 * Writes the tarball that {@code npm publish} would send: uncompressed it is npm 11's byte for byte. Content streams
 * through; only the list of entries is held.
 */
public final class TarballWriter {

    private static final String FOLDER = "package/";
    private static final int END_BLOCKS = 2;
    private static final int BUFFER = 64 * 1024;

    private final TarballLimits limits;

    public TarballWriter(TarballLimits limits) {
        this.limits = limits;
    }

    /**
     * @param target is written to and left open
     * @throws PackingRefusedException if the package is too large or has paths that must not be unpacked
     * @throws IOException if content cannot be read or the target not be written
     */
    public PackedTarball write(List<PackEntry> files, OutputStream target) throws IOException {
        check(files);
        var hashed = new HashingOutput(target, limits.packedBytes());
        var entries = new ArrayList<PackedTarball.Entry>();
        try (var gzip = new GzipOutput(hashed, limits.compression())) {
            for (var file : files) {
                entries.add(write(file, gzip));
            }
            gzip.write(new byte[END_BLOCKS * TarHeader.BLOCK]);
            gzip.finish();
        }
        hashed.flush();
        var unpacked = entries.stream().mapToLong(PackedTarball.Entry::size).sum();
        return new PackedTarball(hashed.integrity(), hashed.shasum(), hashed.size(), unpacked, entries);
    }

    /**
     * Looks at names, number and sizes, without reading more content than the sizes need.
     *
     * @throws PackingRefusedException if the package is too large or has paths that must not be unpacked
     */
    public void check(List<PackEntry> files) {
        if (files.size() > limits.files()) {
            throw new PackingRefusedException(Code.TOO_MANY_FILES, "the package has more than " + limits.files() + " files");
        }
        var names = new HashSet<String>();
        var total = 0L;
        for (var file : files) {
            if (!names.add(PackPath.inTarball(file.path()))) {
                throw new PackingRefusedException(Code.PATH_REFUSED, "two files would have the same path in the tarball");
            }
            total = Math.addExact(total, file.file().size());
            if (total > limits.unpackedBytes() || file.file().size() > TarHeader.MAX_SIZE) {
                throw new PackingRefusedException(Code.PACKAGE_TOO_LARGE,
                        "the package's files have more than " + limits.unpackedBytes() + " bytes");
            }
        }
    }

    private static PackedTarball.Entry write(PackEntry entry, GzipOutput tar) throws IOException {
        var size = entry.file().size();
        var name = PackPath.inTarball(entry.path());
        var path = FOLDER + name;
        var header = TarHeader.of(path, entry.mode(), size, '0');
        if (header.needsPax()) {
            tar.write(PaxRecord.of(path, size));
        }
        tar.write(header.bytes());
        copy(entry.file(), size, tar);
        tar.write(new byte[(int) Math.floorMod(-size, (long) TarHeader.BLOCK)]);
        return new PackedTarball.Entry(name, size, entry.mode());
    }

    private static void copy(PackageFile file, long size, GzipOutput tar) throws IOException {
        var buffer = new byte[BUFFER];
        var left = size;
        try (var content = file.open()) {
            for (var read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                left -= read;
                if (left < 0) {
                    break;
                }
                tar.write(buffer, 0, read);
            }
        }
        if (left != 0) {
            throw new PackingRefusedException(Code.CONTENT_CHANGED, "a file's content is not as long as announced");
        }
    }
}
