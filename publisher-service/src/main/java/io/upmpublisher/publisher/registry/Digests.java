package io.upmpublisher.publisher.registry;

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
}
