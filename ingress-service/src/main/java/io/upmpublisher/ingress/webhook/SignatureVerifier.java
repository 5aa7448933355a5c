package io.upmpublisher.ingress.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;

/**
 * Tells GitHub's deliveries from others' by their signature
 * (https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries).
 */
final class SignatureVerifier {

    private static final String ALGORITHM = "HmacSHA256";
    private static final String PREFIX = "sha256=";
    private static final int DIGITS = 64;

    private final List<SecretKeySpec> keys;

    SignatureVerifier(Collection<String> secrets) {
        this.keys = secrets.stream().map(String::strip).filter(secret -> !secret.isEmpty())
                .map(secret -> new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM)).toList();
    }

    boolean hasSecrets() {
        return !keys.isEmpty();
    }

    /** Takes as long for a wrong signature as for a right one, whichever secret it was made with. */
    boolean isSigned(byte[] body, @Nullable String signature) {
        if (signature == null || signature.length() != PREFIX.length() + DIGITS || !signature.startsWith(PREFIX)) {
            return false;
        }
        byte[] given;
        try {
            given = HexFormat.of().parseHex(signature, PREFIX.length(), signature.length());
        } catch (IllegalArgumentException notHexadecimal) {
            return false;
        }
        var matches = false;
        for (var key : keys) {
            matches |= MessageDigest.isEqual(given, sign(key, body));
        }
        return matches;
    }

    private static byte[] sign(SecretKeySpec key, byte[] body) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime has " + ALGORITHM, e);
        }
    }
}
