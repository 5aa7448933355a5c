package io.upmpublisher.testing.github;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.upmpublisher.testing.StandIns;
import io.upmpublisher.testing.UnityRepository;

class AppsTest {
    private static final KeyPair KEYS = newKeys();

    @TempDir
    Path root;

    private StandIns standIns;
    private Caller caller;

    @BeforeEach
    void start() {
        UnityRepository.create(root, "studio/game");
        standIns = StandIns.start(0, root, URI.create("http://127.0.0.1:1"));
        standIns.gitHub().apps().install(4711, KEYS.getPublic(), "studio");
        caller = Caller.of(standIns.url(), token(KEYS, "4711", Instant.now(), Duration.ofMinutes(9)));
    }

    @AfterEach
    void stop() {
        standIns.close();
        caller.client().close();
    }

    @Test
    void givesAnInstallationATokenForAWhile() throws Exception {
        assertThat(caller.get("/app").text("/id")).isEqualTo("4711");
        var given = caller.post(addressOfTokens(), "");
        assertThat(given.status()).isEqualTo(201);
        assertThat(Instant.parse(given.text("/expires_at"))).isAfter(Instant.now().plus(Duration.ofMinutes(50)));
        var installation = caller.as(given.text("/token"));
        assertThat(installation.get("/repos/studio/game/pulls").status()).isEqualTo(200);
        assertThat(installation.get("/installation/repositories").text("/repositories/0/full_name")).isEqualTo("studio/game");
        standIns.gitHub().apps().revokeTokens();
        var refused = installation.get("/repos/studio/game/pulls");
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.text("/message")).isEqualTo("Bad credentials");
    }

    @Test
    void takesNoTokenAfterItsTime() throws Exception {
        standIns.gitHub().apps().letTokensLast(Duration.ofSeconds(-1));
        var given = caller.post(addressOfTokens(), "").text("/token");
        assertThat(caller.as(given).get("/repos/studio/game").status()).isEqualTo(401);
        assertThat(standIns.gitHub().apps().tokens()).isZero();
    }

    @Test
    void knowsNoAppThatCannotProveItself() throws Exception {
        assertThat(refusal(token(newKeys(), "4711", Instant.now(), Duration.ofMinutes(9)))).contains("could not be decoded");
        assertThat(refusal("ghp_1234")).contains("could not be decoded");
        assertThat(refusal(token(KEYS, "4711", Instant.now(), Duration.ofMinutes(30)))).contains("too far in the future");
        assertThat(refusal(token(KEYS, "4711", Instant.now(), Duration.ofMinutes(-1)))).contains("'exp'");
        assertThat(refusal(token(KEYS, "4711", Instant.now().plusSeconds(120), Duration.ofMinutes(3)))).contains("'iat'");
        assertThat(caller.as(token(KEYS, "1", Instant.now(), Duration.ofMinutes(9))).get("/app").status()).isEqualTo(404);
        assertThat(caller.get("/orgs/stranger/installation").status()).isEqualTo(404);
        standIns.gitHub().apps().uninstall("studio");
        assertThat(caller.get("/orgs/studio/installation").status()).isEqualTo(404);
    }

    private String addressOfTokens() throws Exception {
        return caller.get("/orgs/studio/installation").text("/access_tokens_url");
    }

    private String refusal(String token) throws Exception {
        var refused = caller.as(token).get("/app");
        assertThat(refused.status()).isEqualTo(401);
        return refused.text("/message");
    }

    private static String token(KeyPair keys, String app, Instant issued, Duration life) {
        var claims = "{\"iss\":\"%s\",\"iat\":%d,\"exp\":%d}".formatted(app, issued.getEpochSecond(),
                issued.plus(life).getEpochSecond());
        var signed = encoded("{\"alg\":\"RS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8)) + "."
                + encoded(claims.getBytes(StandardCharsets.UTF_8));
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update(signed.getBytes(StandardCharsets.UTF_8));
            return signed + "." + encoded(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static KeyPair newKeys() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
