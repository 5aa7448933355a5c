package io.upmpublisher.publisher.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.upmpublisher.events.PackageName;
import io.upmpublisher.events.SemVersion;

class RegistryTest {

    private static final RegistryToken TOKEN = new RegistryToken("s3cret");

    @ParameterizedTest
    @ValueSource(strings = { "https://npm.example.org", "https://example.org/api/npm/", "http://localhost:4873",
            "http://127.0.0.1:4873/", "http://127.9.9.9", "http://[::1]:4873", "http://VERDACCIO:4873", "HTTPS://example.org" })
    void takesAddressThatProtectsTheToken(String address) {
        var registry = Registry.of("default", URI.create(address), TOKEN, Set.of("verdaccio"));

        assertThat(registry.base().toString()).startsWith(address).endsWith("/");
    }

    @ParameterizedTest
    @ValueSource(strings = { "http://npm.example.org", "http://localhost.example.org", "http://127.0.0.1.example.org",
            "http://2130706433", "ftp://example.org", "file:///etc/passwd", "npm.example.org", "https:opaque",
            "https://user:pass@example.org", "https://user@example.org", "https://example.org/?a=b", "https://example.org/#a" })
    void refusesAddressThatDoesNot(String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Registry.of("default", URI.create(address), TOKEN, Set.of("verdaccio")));
    }

    @Test
    void neverShowsItsToken() {
        assertThat(Registry.of("default", URI.create("https://example.org"), TOKEN, Set.of()).toString())
                .contains("[redacted]").doesNotContain("s3cret");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", " ", "a b", "a\r\nX-Other: b", "é" })
    void refusesTokenThatWouldBreakTheHeader(String token) {
        assertThatIllegalArgumentException().isThrownBy(() -> new RegistryToken(token))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("X-Other"));
    }

    @Test
    void addressesScopedPackagesAsNpmDoes() {
        var registry = Registry.of("default", URI.create("https://example.org/npm"), TOKEN, Set.of());
        var name = new PackageName("@acme/com.acme.foo");

        assertThat(registry.document(name)).hasToString("https://example.org/npm/@acme%2fcom.acme.foo");
        assertThat(registry.announcedTarball(name, SemVersion.parse("1.0.0")))
                .isEqualTo("http://example.org/npm/@acme/com.acme.foo/-/@acme/com.acme.foo-1.0.0.tgz");
    }

    @Test
    void takesTarballsFromItsOwnHostOnly() {
        var registry = Registry.of("default", URI.create("https://example.org:8443/npm/"), TOKEN, Set.of());

        assertThat(registry.own("http://EXAMPLE.org/npm/a/-/a.tgz"))
                .contains(URI.create("https://example.org:8443/npm/a/-/a.tgz"));
        assertThat(registry.own("https://example.org.evil.net/a.tgz")).isEmpty();
        assertThat(registry.own("https://example.org@evil.net/a.tgz")).isEmpty();
        assertThat(registry.own("https://u:p@example.org/a.tgz")).isEmpty();
        assertThat(registry.own("file:///etc/passwd")).isEmpty();
        assertThat(registry.own("not a url")).isEmpty();
    }

    @Test
    void redirectsOnlyWithinTheSameOrigin() {
        var registry = Registry.of("default", URI.create("https://example.org/npm/"), TOKEN, Set.of());
        var redirect = new Redirect(registry, URI.create("https://example.org/npm/a"));

        assertThat(redirect.target("/other")).contains(URI.create("https://example.org/other"));
        assertThat(redirect.target("https://example.org:443/b")).isPresent();
        assertThat(redirect.target("http://example.org/b")).isEmpty();
        assertThat(redirect.target("https://example.org:8443/b")).isEmpty();
        assertThat(redirect.target("//evil.net/b")).isEmpty();
        assertThat(redirect.target("https://x@example.org/b")).isEmpty();
        assertThat(redirect.target("::")).isEmpty();
    }
}
