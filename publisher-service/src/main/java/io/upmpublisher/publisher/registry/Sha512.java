package io.upmpublisher.publisher.registry;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Base64;

/** A tarball's integrity, computed while its bytes pass by. */
final class Sha512 {

    private final MessageDigest digest = Digests.sha512();

    void update(byte[] bytes, int count) {
        digest.update(bytes, 0, count);
    }

    /** Ends the computation. */
    String integrity() {
        return "sha512-" + Base64.getEncoder().encodeToString(digest.digest());
    }

    static String integrityOf(InputStream in) throws IOException {
        var sha512 = new Sha512();
        var buffer = new byte[64 << 10];
        for (var count = in.read(buffer); count != -1; count = in.read(buffer)) {
            sha512.update(buffer, count);
        }
        return sha512.integrity();
    }
}
