package io.upmpublisher.publisher.registry;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * What identifies a tarball's bytes.
 *
 * @param integrity {@code sha512-} and Base64, as in {@code dist.integrity}
 * @param shasum SHA-1 in lower-case hex, as in {@code dist.shasum}; old clients and Verdaccio check it
 */
public record Digests(String integrity, String shasum) {

    private static final Pattern INTEGRITY = Pattern.compile("sha512-[A-Za-z0-9+/]{86}==");
    private static final Pattern SHASUM = Pattern.compile("[0-9a-f]{40}");

    public Digests {
        if (!INTEGRITY.matcher(integrity).matches()) {
            throw new IllegalArgumentException("a tarball's integrity is sha512- and 88 characters of Base64");
        }
        if (!SHASUM.matcher(shasum).matches()) {
            throw new IllegalArgumentException("a tarball's shasum is 40 lower-case hexadecimal digits");
        }
    }

    /** Ends both computations. */
    static Digests of(MessageDigest sha512, MessageDigest sha1) {
        return new Digests("sha512-" + Base64.getEncoder().encodeToString(sha512.digest()),
                HexFormat.of().formatHex(sha1.digest()));
    }

    static MessageDigest sha512() {
        return digest("SHA-512");
    }

    static MessageDigest sha1() {
        return digest("SHA-1");
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has " + algorithm, e);
        }
    }
}
