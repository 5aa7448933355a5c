package io.upmpublisher.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.upmpublisher.testing.SettableClock;

class GitHubSettingsTest {

    private static final KeyPair KEYS = AppKeys.pair(2048);

    private final FakeGitHub gitHub = new FakeGitHub();

    @AfterEach
    void close() {
        gitHub.close();
    }

    @Test
    void needsNothing() throws Exception {
        var config = config(Map.of());

        assertThat(GitHubSettings.apiBase(config)).hasToString("https://api.github.com");
        assertThat(credentials(config).areGiven()).isFalse();
        assertThat(config.timeout()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void takesThePersonalToken() throws Exception {
        assertThat(credentials(config(Map.of("GH_PAT", "ghp_x "))).tokenFor("studio")).contains("ghp_x");
    }

    @Test
    void takesTheApp() throws Exception {
        for (var key : new String[] { AppKeys.pkcs1(KEYS), AppKeys.pkcs1(KEYS).replace("\n", "\\n") }) {
            assertThat(credentials(config(Map.of("GITHUB_APP_ID", "1234", "GITHUB_APP_PRIVATE_KEY", key))).forApp())
                    .isPresent();
        }
    }

    @Test
    void findsTheApiOfTheGitHubThatRepositoriesAreClonedFrom() throws Exception {
        assertThat(GitHubSettings.apiBase(config(Map.of("GITHUB_BASE_URL", "https://git.example"))))
                .hasToString("https://git.example/api/v3");
        assertThat(GitHubSettings.apiBase(config(Map.of("GITHUB_API_URL", "http://git.internal",
                "UPM_PLAIN_HTTP_HOSTS", "other,git.internal")))).hasToString("http://git.internal");
        assertThatThrownBy(() -> GitHubSettings.apiBase(config(Map.of("GITHUB_BASE_URL", "https://me:secret@git example"))))
                .isInstanceOf(ConfigurationException.class).hasMessage("GITHUB_BASE_URL is no URL");
        assertThatThrownBy(() -> GitHubSettings.apiBase(config(Map.of("GITHUB_BASE_URL", "http://git.example"))))
                .isInstanceOf(ConfigurationException.class).hasMessageContaining("https");
    }

    @Test
    void wantsOneCredentialOnly() throws Exception {
        refuses(Map.of("GH_PAT", "ghp_x", "GITHUB_APP_ID", "1", "GITHUB_APP_PRIVATE_KEY", "key"),
                "GH_PAT is set, and so is GITHUB_APP_ID");
    }

    @Test
    void saysWhichHalfOfTheAppIsMissing() throws Exception {
        refuses(Map.of("GITHUB_APP_ID", "1"), "of which GITHUB_APP_PRIVATE_KEY is missing");
        refuses(Map.of("GITHUB_APP_PRIVATE_KEY", "secret-key"), "of which GITHUB_APP_ID is missing");
    }

    @Test
    void saysThatTheKeyCannotBeRead() throws Exception {
        refuses(Map.of("GITHUB_APP_ID", "1", "GITHUB_APP_PRIVATE_KEY", "secret-key"), "GITHUB_APP_PRIVATE_KEY is neither");
        refuses(Map.of("GH_PAT", "secret\u00e9"), "characters that no header may have");
    }

    private void refuses(Map<String, String> environment, String sentence) throws Exception {
        var config = config(environment);
        assertThatThrownBy(() -> credentials(config)).isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(sentence).hasMessageNotContaining("secret").hasMessageNotContaining("ghp_x");
    }

    private GitHubCredentials credentials(GitHubConfig config) {
        return GitHubSettings.credentials(config,
                () -> gitHub.connection(new SettableClock(Instant.parse("2026-05-04T10:00:00Z"))));
    }

    // The module's own settings, over what the environment says.
    private static GitHubConfig config(Map<String, String> environment) throws Exception {
        var settings = GitHubConfig.class.getResource("/META-INF/microprofile-config.properties");
        return new SmallRyeConfigBuilder().addDefaultInterceptors().addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(settings), new PropertiesConfigSource(environment, "environment", 300))
                .withMapping(GitHubConfig.class).build().getConfigMapping(GitHubConfig.class);
    }

}
