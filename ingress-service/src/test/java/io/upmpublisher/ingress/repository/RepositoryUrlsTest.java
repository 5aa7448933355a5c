package io.upmpublisher.ingress.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.upmpublisher.events.InvalidValueException;

class RepositoryUrlsTest {

    private final RepositoryUrls urls = new RepositoryUrls(URI.create("https://github.com"));

    @ParameterizedTest
    @ValueSource(strings = { "https://github.com/Studio/Core", "https://github.com/Studio/Core/",
            "https://github.com/Studio/Core.git", "HTTPS://GitHub.com:443/Studio/Core" })
    void readsTheNameOutOfTheUrl(String url) {
        assertThat(urls.parse(url)).hasToString("Studio/Core");
        assertThat(urls.of(urls.parse(url))).isEqualTo("https://github.com/Studio/Core");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "studio/core", "http://github.com/studio/core", "https://github.com.evil.example/studio/core",
            "https://evil.example/studio/core", "https://github.com:8443/studio/core", "https://github.com@evil.example/a/b",
            "https://user:password@github.com/studio/core", "https://github.com/studio/core?x",
            "https://github.com/studio/core#x",
            "https://github.com/studio", "https://github.com/studio/core/tree/main", "https://github.com/studio/..",
            "https://github.com//core", "https://github.com/studio/%2e%2e", "git@github.com:studio/core.git",
            "file:///etc/passwd",
            "https://github.com/studio/co re", "https:///studio/core" })
    void refusesEveryOtherUrl(String url) {
        assertThatThrownBy(() -> urls.parse(url)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void holdsToThePathOfTheBase() {
        var below = new RepositoryUrls(URI.create("http://localhost:3000/git/"));
        assertThat(below.parse("http://localhost:3000/git/studio/core")).hasToString("studio/core");
        assertThat(below.of(below.parse("http://localhost:3000/git/studio/core")))
                .isEqualTo("http://localhost:3000/git/studio/core");
        assertThatThrownBy(() -> below.parse("http://localhost:3000/github/studio/core"))
                .isInstanceOf(InvalidValueException.class);
    }
}
