package io.upmpublisher.publisher.tarball;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads a gzipped tar of plain files and folders, whoever made it: headers of ustar, long names of PAX. Whatever unpackers read
 * in
 * different
 * ways is refused, so that no two of them can find different files in what passes here. Content streams through; nothing is
 * believed about sizes.
 */
final class TarReader {

    private static final int BUFFER = 64 * 1024;
    private static final int MOST_FILLING = 1 << 20;

    private final InputStream tar;
    private final byte[] buffer = new byte[BUFFER];
    private int headersLeft;
    private long unread;
    private long padding;

    /** @param headers how many there may be; folders and long names have some of their own */
    TarReader(InputStream gzipped, int headers) throws IOException {
        this.headersLeft = headers;
        try {
            this.tar = new GZIPInputStream(gzipped, BUFFER);
        } catch (ZipException | EOFException e) {
            throw noGzip();
        }
    }

    /** What is in it; a path is relative to the package's folder. */
    sealed interface Member {

        record File(String path, long size, boolean executable) implements Member {
        }

        /** @param path empty for the package's folder itself */
        record Folder(String path) implements Member {
        }
    }

    /** The next file or folder; what was not read of the one before is passed over. Empty at the end. */
    Optional<Member> next() throws IOException {
        var pax = PaxFields.NONE;
        while (true) {
            pass(unread + padding);
            unread = 0;
            padding = 0;
            var header = header();
            if (header.isEmpty()) {
                if (!pax.equals(PaxFields.NONE)) {
                    throw new MalformedTarballException("it ends with a name that belongs to nothing");
                }
                requireNothingMore();
                return Optional.empty();
            }
            var read = header.get();
            var size = pax.size().orElse(read.size());
            begin(size);
            switch (read.type()) {
                case 'x' -> {
                    if (!pax.equals(PaxFields.NONE)) {
                        throw new MalformedTarballException("a file has two names");
                    }
                    pax = PaxFields.parse(content(PaxFields.MOST_BYTES));
                }
                case '5' -> {
                    if (size != 0) {
                        throw new MalformedTarballException("a folder has content");
                    }
                    return Optional.of(new Member.Folder(TarFields.folderInPackage(pax.path().orElse(read.path()))));
                }
                case '0', 0 -> {
                    return Optional
                            .of(new Member.File(TarFields.inPackage(pax.path().orElse(read.path())), size, read.executable()));
                }
                default -> throw new MalformedTarballException("it has an entry that is no plain file");
            }
        }
    }

    /** SHA-256 of the file that {@link #next} gave. */
    String hash() throws IOException {
        var digest = sha256();
        while (unread > 0) {
            var count = read((int) Math.min(buffer.length, unread));
            digest.update(buffer, 0, count);
            unread -= count;
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private void begin(long size) {
        unread = size;
        padding = Math.floorMod(-size, (long) TarHeader.BLOCK);
    }

    private byte[] content(int most) throws IOException {
        if (unread > most) {
            throw new MalformedTarballException("a name is too long");
        }
        var content = new byte[(int) unread];
        for (var at = 0; unread > 0;) {
            var count = read((int) Math.min(buffer.length, unread));
            System.arraycopy(buffer, 0, content, at, count);
            at += count;
            unread -= count;
        }
        return content;
    }

    private Optional<TarFields> header() throws IOException {
        if (--headersLeft < 0) {
            throw new MalformedTarballException("it has more entries than could be compared");
        }
        var block = new byte[TarHeader.BLOCK];
        for (var filled = 0; filled < block.length;) {
            var count = readOrEnd(block.length - filled);
            if (count < 0) {
                if (filled == 0) {
                    return Optional.empty();
                }
                throw cutOff();
            }
            System.arraycopy(buffer, 0, block, filled, count);
            filled += count;
        }
        return isZero(block, block.length) ? Optional.empty() : Optional.of(TarFields.of(block));
    }

    // Some unpackers go on after an empty block.
    private void requireNothingMore() throws IOException {
        var filling = 0;
        for (var count = readOrEnd(buffer.length); count >= 0; count = readOrEnd(buffer.length)) {
            filling += count;
            if (filling > MOST_FILLING || !isZero(buffer, count)) {
                throw new MalformedTarballException("it goes on after its end");
            }
        }
    }

    private void pass(long bytes) throws IOException {
        for (var left = bytes; left > 0;) {
            left -= read((int) Math.min(buffer.length, left));
        }
    }

    private int read(int most) throws IOException {
        var count = readOrEnd(most);
        if (count < 0) {
            throw cutOff();
        }
        return count;
    }

    private int readOrEnd(int most) throws IOException {
        try {
            return tar.read(buffer, 0, most);
        } catch (ZipException e) {
            throw noGzip();
        } catch (EOFException e) {
            throw cutOff();
        }
    }

    private static boolean isZero(byte[] bytes, int length) {
        return Arrays.equals(bytes, 0, length, new byte[length], 0, length);
    }

    private static MalformedTarballException noGzip() {
        return new MalformedTarballException("it is not compressed with gzip");
    }

    private static MalformedTarballException cutOff() {
        return new MalformedTarballException("it is cut off");
    }
}
