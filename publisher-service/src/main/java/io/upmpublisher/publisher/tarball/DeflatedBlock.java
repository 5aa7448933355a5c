package io.upmpublisher.publisher.tarball;

import java.util.Arrays;
import java.util.zip.Deflater;

/**
 * A piece of a deflate stream. All but the last end on a byte's border with an empty stored block (zlib's sync flush), so that
 * pieces which were made apart can stand one behind the other.
 */
final class DeflatedBlock {

    // As far back as deflate can refer (RFC 1951).
    private static final int WINDOW = 32 * 1024;
    // What deflate adds at most to data that does not compress, and the flush.
    private static final int MARGIN = 1024;

    private final byte[] plain;
    private final int length;
    private final byte[] dictionary;
    private final int level;
    private final boolean isLast;

    /**
     * @param dictionary the end of what comes before it
     */
    DeflatedBlock(byte[] plain, int length, byte[] dictionary, int level, boolean isLast) {
        this.plain = plain;
        this.length = length;
        this.dictionary = dictionary;
        this.level = level;
        this.isLast = isLast;
    }

    /** What the next block may refer to. */
    byte[] end() {
        return Arrays.copyOfRange(plain, Math.max(0, length - WINDOW), length);
    }

    byte[] bytes() {
        var deflater = new Deflater(level, true);
        try {
            if (dictionary.length > 0) {
                deflater.setDictionary(dictionary);
            }
            deflater.setInput(plain, 0, length);
            if (isLast) {
                deflater.finish();
            }
            return drain(deflater);
        } finally {
            // Its memory lies outside the heap.
            deflater.end();
        }
    }

    private byte[] drain(Deflater deflater) {
        var target = new byte[length + length / 1000 + MARGIN];
        for (var size = 0;;) {
            size += deflater.deflate(target, size, target.length - size, isLast ? Deflater.NO_FLUSH : Deflater.SYNC_FLUSH);
            // Room that is left over says that nothing is held back.
            if (size < target.length) {
                return Arrays.copyOf(target, size);
            }
            target = Arrays.copyOf(target, 2 * target.length);
        }
    }
}
