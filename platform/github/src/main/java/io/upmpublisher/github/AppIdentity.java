package io.upmpublisher.github;

import java.security.PrivateKey;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;

/**
 * A GitHub App, which proves by its key who it is
 * (https://docs.github.com/apps/creating-github-apps/authenticating-with-a-github-app).
 */
public final class AppIdentity {

    /** GitHub refuses what was issued in the future, by its own clock. */
    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(60);
    /** GitHub takes 10 minutes, again by its own clock. */
    private static final Duration VALID = Duration.ofMinutes(9);

    private final String id;
    private final PrivateKey key;
    private final Clock clock;

    private AppIdentity(String id, PrivateKey key, Clock clock) {
        this.id = id;
        this.key = key;
        this.clock = clock;
    }

    /**
     * @param id the App's id or client id
     * @param key as PEM, or the path of a file with it
     * @throws IllegalArgumentException if the key cannot be read, with a sentence that repeats nothing of it
     */
    public static AppIdentity of(String id, String key, Clock clock) {
        return new AppIdentity(id, AppKey.read(key), clock);
    }

    Credential credential() {
        var now = clock.instant();
        var token = Jwt.issuer(id).issuedAt(now.minus(CLOCKS_DIFFER)).expiresAt(now.plus(VALID))
                .jws().algorithm(SignatureAlgorithm.RS256).sign(key);
        return new Credential("app", Optional.of(token));
    }

    @Override
    public String toString() {
        return "AppIdentity[" + id + "]";
    }
}
