package io.upmpublisher.publisher.registry;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.upmpublisher.publisher.tarball.Differences;
import io.upmpublisher.publisher.tarball.MalformedTarballException;
import io.upmpublisher.publisher.tarball.TarballContents;

/**
 * A tarball as a registry served it, compared with ours.
 *
 * @param digests of its bytes; empty if there are more of them than are read
 * @param difference as a clause; empty if it unpacks to the same
 * @param files in which it differs, as far as that was asked for; none where it cannot be compared
 */
record ServedTarball(Optional<Digests> digests, Optional<String> difference, Differences files) {

    private static final Differences NOT_COMPARED = new Differences(List.of(), false);

    /** @param most after how many differences no more are looked for */
    static ServedTarball read(InputStream body, TarballContents ours, int most) throws IOException {
        var passing = new Passing(body);
        try {
            var compared = compared(passing, ours, most);
            // The rest is hashed and not unpacked: a few kilobytes could unpack to a disk full.
            passing.transferTo(OutputStream.nullOutputStream());
            return compared.with(passing.digests());
        } catch (InvalidAnswerException e) {
            return notCompared("its tarball is larger than this publisher reads");
        }
    }

    /** Whether these are the bytes that clients will accept for the version. */
    boolean isWhatIsListedAs(PublishedVersion published) {
        return digests.map(found -> published.contentComparedTo(found) != PublishedVersion.Content.OTHER).orElse(true);
    }

    private ServedTarball with(Digests found) {
        return new ServedTarball(Optional.of(found), difference, files);
    }

    private static ServedTarball notCompared(String why) {
        return new ServedTarball(Optional.empty(), Optional.of(why), NOT_COMPARED);
    }

    private static ServedTarball compared(Passing passing, TarballContents ours, int most) throws IOException {
        try {
            var found = ours.differencesFrom(passing, most);
            return new ServedTarball(Optional.empty(), found.clause(), found);
        } catch (MalformedTarballException e) {
            // A connection that broke looks like a tarball that is cut off.
            passing.requireUnbroken();
            return notCompared("its tarball cannot be compared, for " + e.getMessage());
        }
    }

    /** Hashes what passes, and does not forget why it broke off: decompression takes some failures for an end. */
    private static final class Passing extends FilterInputStream {

        private final MessageDigest sha512 = Digests.sha512();
        private final MessageDigest sha1 = Digests.sha1();
        private @Nullable IOException failure;

        Passing(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            var single = new byte[1];
            return read(single, 0, 1) == -1 ? -1 : single[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            requireUnbroken();
            try {
                var count = in.read(buffer, offset, length);
                if (count > 0) {
                    sha512.update(buffer, offset, count);
                    sha1.update(buffer, offset, count);
                }
                return count;
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }

        /** Never none: gzip takes that for the end, and what other unpackers find behind it would go unseen. */
        @Override
        public int available() {
            return 1;
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        void requireUnbroken() throws IOException {
            if (failure != null) {
                throw failure;
            }
        }

        Digests digests() {
            return Digests.of(sha512, sha1);
        }
    }
}
