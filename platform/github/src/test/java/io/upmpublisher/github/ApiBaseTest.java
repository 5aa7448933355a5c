package io.upmpublisher.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiBaseTest {

    @ParameterizedTest
    @CsvSource({
            "https://github.com, https://api.github.com",
            "https://GitHub.com/, https://api.github.com",
            "https://octo.ghe.com, https://api.octo.ghe.com",
            "https://git.studio.example, https://git.studio.example/api/v3",
            "http://127.0.0.1:8090/, http://127.0.0.1:8090/api/v3" })
    void findsTheApiBesidesTheRepositories(URI base, URI api) {
        assertThat(ApiBase.besides(base)).isEqualTo(api);
    }

    @ParameterizedTest
    @ValueSource(strings = { "https://api.github.com", "http://127.0.0.1:8090", "http://localhost", "http://[::1]:80",
            "http://Git.Internal/api/v3" })
    void speaksToProtectedHosts(URI uri) {
        assertThatCode(() -> ApiBase.of(uri, Set.of("git.internal"))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = { "http://api.github.com", "http://127.0.0.1.example", "ftp://localhost" })
    void speaksToNobodyElseWithoutTls(URI uri) {
        assertThatThrownBy(() -> ApiBase.of(uri, Set.of())).hasMessageContaining("UPM_PLAIN_HTTP_HOSTS");
    }

    @ParameterizedTest
    @ValueSource(strings = { "https://user:secret@git.example", "api.github.com", "https://git.example?x", "https:/path" })
    void wantsAnAddressWithoutSecrets(URI uri) {
        assertThatThrownBy(() -> ApiBase.of(uri, Set.of())).hasMessageContaining("GITHUB_API_URL")
                .hasMessageNotContaining("secret");
    }

    @Test
    void ownsWhatIsOnItsHost() {
        var base = ApiBase.of(URI.create("https://git.example/api/v3/"), Set.of());

        assertThat(base.resolve("/app")).hasToString("https://git.example/api/v3/app");
        assertThat(base.owns(URI.create("https://GIT.example:443/api/v3/x"))).isTrue();
        assertThat(base.owns(URI.create("http://git.example/api/v3/x"))).isFalse();
        assertThat(base.owns(URI.create("https://git.example:8443/"))).isFalse();
        assertThat(base.owns(URI.create("https://git.example.evil/"))).isFalse();
        assertThat(base.owns(URI.create("https://x@git.example/"))).isFalse();
        assertThat(base.owns(URI.create("mailto:x"))).isFalse();
    }
}
