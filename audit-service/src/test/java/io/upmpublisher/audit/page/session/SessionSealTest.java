package io.upmpublisher.audit.page.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionSealTest {

    private static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");

    private final byte[] key = SessionSeal.randomKey();
    private final byte[] next = SessionSeal.randomKey();
    private final SessionSeal seal = new SessionSeal(List.of(key));

    @Test
    void opensWhatItSealedUntilItIsOver() {
        var session = seal.begin("tökén", NOW.plusSeconds(60));

        assertThat(seal.open(seal.seal(session), NOW)).contains(session);
        assertThat(seal.open(seal.seal(session), NOW.plusSeconds(60))).isEmpty();
    }

    @Test
    void sealsTheSameDifferentlyEachTimeAndGivesEachSessionASecretOfItsOwn() {
        var session = seal.begin("token", NOW);

        assertThat(seal.seal(session)).isNotEqualTo(seal.seal(session));
        assertThat(session.secret()).isNotEqualTo(seal.begin("token", NOW).secret()).hasSizeGreaterThanOrEqualTo(22);
    }

    @Test
    void opensSessionsOfTheKeyBeforeWhileItIsReplaced() {
        var old = seal.seal(seal.begin("token", NOW.plusSeconds(60)));

        assertThat(new SessionSeal(List.of(next, key)).open(old, NOW)).isPresent();
        assertThat(new SessionSeal(List.of(next)).open(old, NOW)).isEmpty();
    }

    @Test
    void fitsTheLongestTokenIntoACookie() {
        var longest = seal.seal(seal.begin("x".repeat(Session.MAX_TOKEN), NOW.plusSeconds(60)));

        assertThat("__Host-upm-session=" + longest + "; Path=/; HttpOnly; SameSite=Strict; Max-Age=28800; Secure")
                .hasSizeLessThan(4_096);
        assertThat(seal.open(longest, NOW)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = { "short", "bm90LWxvbmctZW5vdWdo", "***" })
    void refusesKeysThatAreNone(String text) {
        assertThatThrownBy(() -> new Sessions(config(List.of(text)), Clock.systemUTC()))
                .isInstanceOf(InvalidSessionKeyException.class).hasMessageContaining("UPM_SESSION_KEY")
                .hasMessageContaining("openssl rand -base64 32").hasMessageNotContaining(text);
    }

    private static SessionConfig config(List<String> keys) {
        return new SessionConfig() {

            @Override
            public Optional<List<String>> keys() {
                return Optional.of(keys);
            }

            @Override
            public Duration lifetime() {
                return Duration.ofHours(8);
            }
        };
    }
}
