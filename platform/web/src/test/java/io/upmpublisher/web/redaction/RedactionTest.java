package io.upmpublisher.web.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

class RedactionTest {

    private final Redaction redaction = new Redaction(List.of("known-secret", "known-secret-longer", "upm", "a.b*c$1\\E"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "x known-secret-longer y | x [redacted] y",
            "known-secretknown-secret | [redacted][redacted]",
            "a.b*c$1\\E | [redacted]",
            "upm stays | upm stays",
            "ghp_abcDEF123, ghs_1_2.3 | [redacted], [redacted]",
            "{\"t\":\"gho_abc\"} | {\"t\":\"[redacted]\"}",
            "github_pat_11AB_cd | [redacted]",
            "high_water sigh_now | high_water sigh_now",
            "npm_abcdefghijklmnopqrstuvwxyz0123456789 | [redacted]",
            "npm_config_registry | npm_config_registry",
            "Authorization: Bearer abc | Authorization: [redacted]",
            "authorization=Basic dXNlcjpwYXNz x | authorization=[redacted] x",
            "sent Bearer abcdefghijklmnopq | sent Bearer [redacted]",
            "the bearer of this token | the bearer of this token",
            "https://user:p@ss@host/a?b=c@d | https://[redacted]@host/a?b=c@d",
            "https://host/a and me@example.org | https://host/a and me@example.org",
            "https://discord.com/api/webhooks/12/abc-_d?thread_id=7 | https://discord.com/api/webhooks/[redacted]?thread_id=7",
            "https://discordapp.com/api/v10/webhooks/12/abc | https://discordapp.com/api/v10/webhooks/[redacted]",
            "https://hooks.slack.com/services/T0/B0/xyz | https://hooks.slack.com/services/[redacted]",
            "jwt eyJhbGciOiJIUzI1NiJ9.e30.abc end | jwt [redacted] end" })
    void redacts(String text, String expected) {
        assertThat(redaction.redact(text)).isEqualTo(expected);
    }

    @Test
    void takesNullAndEmptyText() {
        assertThat(redaction.redact(null)).isEmpty();
        assertThat(redaction.redact("")).isEmpty();
    }

    @Test
    void redactsPrivateKeysWithOrWithoutTheirEnd() {
        assertThat(redaction.redact("-----BEGIN RSA PRIVATE KEY-----\nMII\n-----END RSA PRIVATE KEY----- x"))
                .isEqualTo("[redacted] x");
        assertThat(redaction.redact("-----BEGIN PRIVATE KEY-----\nMII")).isEqualTo("[redacted]");
    }

    @ParameterizedTest
    @ValueSource(strings = { "://", "://a", "@", "gh", "ghp_", "authorization:", "authorization: a ", "Bearer ", "eyJ", "-eyJ",
            ".eyJ", "a:",
            "-----BEGIN ", "-----BEGIN PRIVATE KEY-----", "known-secre", "discord.com/api/v1" })
    void needsTimeInProportionToHostileText(String piece) {
        var text = piece.repeat(300_000 / piece.length());
        Assertions.assertTimeout(Duration.ofSeconds(5), () -> redaction.redact(text));
    }

    @Test
    void findsTheSecretsAmongTheSettings() {
        var config = new SmallRyeConfigBuilder().withSources(new PropertiesConfigSource(Map.of(
                "GITHUB_WEBHOOK_SECRET", "first-secret,second-secret", "upm.tokens", "eye:viewer:viewer-token",
                "GH_PAT", "pat-value", "DISCORD_WEBHOOK_UPM", "https://chat/x", "quarkus.datasource.password", "database",
                "GITHUB_APP_PRIVATE_KEY", "-----BEGIN X-----\nline-of-key\n-----END X-----", "UPM_REGISTRY", "https://registry",
                "GEMINI_API_KEY", "gemini", "upm.token-lifetime", "PT5M"), "test", 100)).build();
        assertThat(ConfiguredSecrets.in(config)).contains("first-secret", "second-secret", "viewer-token", "pat-value",
                "https://chat/x", "database", "line-of-key", "gemini")
                .doesNotContain("https://registry", "PT5M", "eye", "-----END X-----");
    }
}
