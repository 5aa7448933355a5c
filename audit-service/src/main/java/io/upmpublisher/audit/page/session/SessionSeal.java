package io.upmpublisher.audit.page.session;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/** Sessions as text that says nothing to anybody else, and that nobody else can write: AES-256-GCM. */
final class SessionSeal {

    static final int KEY_BYTES = 32;

    private static final byte[] PURPOSE = "upm session 1".getBytes(StandardCharsets.UTF_8);
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int SECRET_BYTES = 18;
    private static final int MAX_LENGTH = 4_096;

    private final List<SecretKey> keys;
    private final SecureRandom random = new SecureRandom();

    /**
     * @param keys the first seals, all open, so that a key can be replaced without ending sessions
     */
    SessionSeal(List<byte[]> keys) {
        this.keys = keys.stream().map(SessionSeal::derived).toList();
    }

    static byte[] randomKey() {
        var key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return key;
    }

    Session begin(String token, Instant expiresAt) {
        var secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return new Session(Base64.getUrlEncoder().encodeToString(secret), token, expiresAt);
    }

    String seal(Session session) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        var token = session.token().getBytes(StandardCharsets.UTF_8);
        var plain = ByteBuffer.allocate(Long.BYTES + SECRET_BYTES + token.length).putLong(session.expiresAt().getEpochSecond())
                .put(Base64.getUrlDecoder().decode(session.secret())).put(token).array();
        try {
            var sealed = cipher(Cipher.ENCRYPT_MODE, keys.getFirst(), nonce).doFinal(plain);
            return Base64.getUrlEncoder().withoutPadding()
                    .encodeToString(ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed).array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has AES-GCM", e);
        }
    }

    /** Empty for what is over, forged, changed, or sealed with a key that is none any more. */
    Optional<Session> open(String text, Instant now) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            var bytes = Base64.getUrlDecoder().decode(text);
            return keys.stream().flatMap(key -> open(key, bytes).stream()).findFirst()
                    .filter(session -> now.isBefore(session.expiresAt()));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private static Optional<Session> open(SecretKey key, byte[] bytes) {
        if (bytes.length < NONCE_BYTES + TAG_BITS / 8 + Long.BYTES + SECRET_BYTES) {
            return Optional.empty();
        }
        try {
            var nonce = ByteBuffer.wrap(bytes, 0, NONCE_BYTES);
            var plain = ByteBuffer.wrap(cipher(Cipher.DECRYPT_MODE, key, bytes(nonce, NONCE_BYTES)).doFinal(bytes, NONCE_BYTES,
                    bytes.length - NONCE_BYTES));
            var expiresAt = Instant.ofEpochSecond(plain.getLong());
            var secret = Base64.getUrlEncoder().encodeToString(bytes(plain, SECRET_BYTES));
            return Optional.of(new Session(secret, new String(bytes(plain, plain.remaining()), StandardCharsets.UTF_8),
                    expiresAt));
        } catch (GeneralSecurityException notOurs) {
            return Optional.empty();
        }
    }

    private static byte[] bytes(ByteBuffer from, int count) {
        var bytes = new byte[count];
        from.get(bytes);
        return bytes;
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(PURPOSE);
        return cipher;
    }

    /** The key is for this purpose only, whatever else somebody may use the same bytes for. */
    private static SecretKey derived(byte[] key) {
        try {
            return KDF.getInstance("HKDF-SHA256").deriveKey("AES",
                    HKDFParameterSpec.ofExtract().addIKM(key).thenExpand(PURPOSE, KEY_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Java 25 has HKDF", e);
        }
    }
}
