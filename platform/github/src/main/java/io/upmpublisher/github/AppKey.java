package io.upmpublisher.github;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Reads the private key of a GitHub App. What it says about a key that it cannot read repeats nothing of it. */
final class AppKey {

    private static final Pattern PEM = Pattern.compile("-----BEGIN ((?:[A-Z]+ )*)PRIVATE KEY-----(.*?)-----END",
            Pattern.DOTALL);
    private static final int MIN_BITS = 2048;
    private static final int MAX_FILE = 64 << 10;
    /** Version 0 and the algorithm rsaEncryption without parameters: what PKCS#8 puts before a PKCS#1 key (RFC 5208). */
    private static final byte[] RSA_IN_PKCS8 = HexFormat.of().parseHex("020100300d06092a864886f70d0101010500");
    private static final int SEQUENCE = 0x30;
    private static final int OCTET_STRING = 0x04;

    private AppKey() {
    }

    /**
     * @param setting PEM as GitHub gives it (PKCS#1) or as other tools do (PKCS#8), its line ends perhaps written as
     *        {@code \n}; or the path of a file with that
     * @throws IllegalArgumentException with a sentence for the operator
     */
    static PrivateKey read(String setting) {
        var pem = PEM.matcher(setting.contains("-----BEGIN") ? setting : fileAt(setting));
        if (!pem.find()) {
            throw new IllegalArgumentException("GITHUB_APP_PRIVATE_KEY is not a private key in PEM format, or not all of it");
        }
        return switch (pem.group(1).strip()) {
            case "RSA" -> rsa(() -> pkcs8(bytes(pem.group(2))));
            case "" -> rsa(() -> bytes(pem.group(2)));
            case "ENCRYPTED" -> throw new IllegalArgumentException("GITHUB_APP_PRIVATE_KEY is encrypted: give it as GitHub "
                    + "does, without a password");
            default -> throw new IllegalArgumentException("GITHUB_APP_PRIVATE_KEY is no RSA key, as those of GitHub Apps are");
        };
    }

    private static PrivateKey rsa(Encoded encoded) {
        try {
            var key = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded.bytes()));
            if (key instanceof RSAPrivateKey rsa && rsa.getModulus().bitLength() >= MIN_BITS) {
                return key;
            }
            throw new IllegalArgumentException("GITHUB_APP_PRIVATE_KEY is shorter than " + MIN_BITS + " bits");
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("GITHUB_APP_PRIVATE_KEY is damaged: it is no RSA key");
        }
    }

    private static byte[] bytes(String base64) {
        try {
            return Base64.getDecoder().decode(base64.replace("\\n", "").replace("\\r", "").replaceAll("\\s", ""));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("GITHUB_APP_PRIVATE_KEY is damaged: it is not base64, or it is encrypted");
        }
    }

    private static String fileAt(String path) {
        try {
            var file = Path.of(path.strip());
            if (Files.isRegularFile(file) && Files.size(file) <= MAX_FILE) {
                return Files.readString(file);
            }
        } catch (IOException | InvalidPathException | SecurityException e) {
            // As below: the value may be half of a key.
        }
        throw new IllegalArgumentException("GITHUB_APP_PRIVATE_KEY is neither a private key in PEM format nor the path of a "
                + "file that can be read");
    }

    private static byte[] pkcs8(byte[] pkcs1) {
        var content = new ByteArrayOutputStream();
        content.writeBytes(RSA_IN_PKCS8);
        content.writeBytes(der(OCTET_STRING, pkcs1));
        return der(SEQUENCE, content.toByteArray());
    }

    private static byte[] der(int tag, byte[] content) {
        var out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.length < 0x80) {
            out.write(content.length);
        } else {
            out.writeBytes(new byte[] { (byte) 0x83, (byte) (content.length >> 16), (byte) (content.length >> 8),
                    (byte) content.length });
        }
        out.writeBytes(content);
        return out.toByteArray();
    }

    private interface Encoded {
        byte[] bytes();
    }
}
