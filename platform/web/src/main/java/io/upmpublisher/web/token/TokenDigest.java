package io.upmpublisher.web.token;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** A token as we keep it: its SHA-256, so that neither a heap dump's reader nor a comparison's timing learns it. */
final class TokenDigest {

    private static final String PREFIX = "sha256:";
    private static final int LENGTH = 32;

    private final byte[] bytes;

    private TokenDigest(byte[] bytes) {
        this.bytes = bytes;
    }

    static TokenDigest of(String token) {
        try {
            return new TokenDigest(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** From an entry of UPM_TOKENS: the token itself, or {@code sha256:<hex>}; empty when the hex is not a digest. */
    static Optional<TokenDigest> parse(String text) {
        if (!text.startsWith(PREFIX)) {
            return Optional.of(of(text));
        }
        try {
            var bytes = HexFormat.of().parseHex(text.substring(PREFIX.length()));
            return bytes.length == LENGTH ? Optional.of(new TokenDigest(bytes)) : Optional.empty();
        } catch (IllegalArgumentException notHex) {
            return Optional.empty();
        }
    }

    static boolean isDigest(String text) {
        return text.startsWith(PREFIX);
    }

    String firstDigits(int count) {
        return HexFormat.of().formatHex(bytes).substring(0, count);
    }

    boolean matches(TokenDigest other) {
        return MessageDigest.isEqual(bytes, other.bytes);
    }
}
