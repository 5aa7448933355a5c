package io.upmpublisher.publisher.registry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Base64;

import org.jspecify.annotations.Nullable;

/**
 * A tarball's file as Base64, encoded piece by piece and hashed on the way. Bytes that do not match what was announced must not
 * reach the registry whole: Verdaccio refuses them only after keeping the tarball, which then bars the version.
 */
final class Base64Tarball extends InputStream {

    /** A multiple of three, so that padding occurs at the end only. */
    private static final int PIECE = 48 << 10;

    private final Tarball tarball;
    private final Sha512 sha512 = new Sha512();
    private @Nullable InputStream file;
    private long left;
    private byte[] encoded = new byte[0];
    private int position;

    Base64Tarball(Tarball tarball) {
        this.tarball = tarball;
        this.left = tarball.size();
    }

    static long encodedLength(long size) {
        return (size + 2) / 3 * 4;
    }

    @Override
    public int read() throws IOException {
        var single = new byte[1];
        return read(single, 0, 1) == -1 ? -1 : single[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (position == encoded.length && !nextPiece()) {
            return -1;
        }
        var count = Math.min(length, encoded.length - position);
        System.arraycopy(encoded, position, buffer, offset, count);
        position += count;
        return count;
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }

    private boolean nextPiece() throws TarballChangedException {
        if (left == 0) {
            return false;
        }
        var piece = readPiece((int) Math.min(PIECE, left));
        left -= piece.length;
        sha512.update(piece, piece.length);
        if (left == 0 && !sha512.integrity().equals(tarball.digests().integrity())) {
            throw new TarballChangedException("the tarball's file has other content than was measured");
        }
        encoded = Base64.getEncoder().encode(piece);
        position = 0;
        return true;
    }

    private byte[] readPiece(int wanted) throws TarballChangedException {
        try {
            if (file == null) {
                file = Files.newInputStream(tarball.file());
            }
            var piece = file.readNBytes(wanted);
            if (piece.length < wanted) {
                throw new TarballChangedException("the tarball's file is shorter than was measured");
            }
            return piece;
        } catch (TarballChangedException e) {
            throw e;
        } catch (IOException e) {
            throw new TarballChangedException(e);
        }
    }
}
