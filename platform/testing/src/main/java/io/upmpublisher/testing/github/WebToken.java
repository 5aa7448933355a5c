package io.upmpublisher.testing.github;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** What an App signs to say who it is: https://docs.github.com/apps/creating-github-apps/authenticating-with-a-github-app */
record WebToken(JsonNode header, JsonNode claims, byte[] signed, byte[] signature) {

    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    static Optional<WebToken> parse(String text) {
        var parts = text.split("\\.");
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            var decoder = Base64.getUrlDecoder();
            return Optional.of(new WebToken(JSON.readTree(decoder.decode(parts[0])), JSON.readTree(decoder.decode(parts[1])),
                    (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII), decoder.decode(parts[2])));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The App's id, which may be written as a number too. */
    String issuer() {
        return claims.path("iss").asText();
    }

    boolean isSignedBy(PublicKey key) {
        try {
            var verifier = Signature.getInstance("SHA256withRSA");
            verifier.initVerify(key);
            verifier.update(signed);
            return header.path("alg").asText().equals("RS256") && verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** What is wrong with its times, as GitHub says it. */
    Optional<String> complaint(Instant now) {
        var issued = claims.path("iat");
        var expires = claims.path("exp");
        if (!issued.isNumber() || issued.asLong() > now.getEpochSecond()) {
            return Optional
                    .of("'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued");
        }
        if (!expires.isNumber() || expires.asLong() <= now.getEpochSecond()) {
            return Optional.of("'Expiration time' claim ('exp') must be a numeric value representing the future time at which "
                    + "the assertion expires");
        }
        return expires.asLong() > now.plus(LONGEST).getEpochSecond()
                ? Optional.of("'Expiration time' claim ('exp') is too far in the future")
                : Optional.empty();
    }
}
