package io.upmpublisher.git;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestFilesTest {

    @ParameterizedTest
    @ValueSource(strings = { "package.json", "Packages/com.acme.core/package.json", "a~b/package.json",
            "node_modules2/package.json" })
    void areFoundInOrdinaryFolders(String path) {
        assertThat(ManifestFiles.isInSight(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = { "my-package.json", "package.json/readme.md", "Samples~/x/package.json", ".github/package.json",
            "A/.hidden/B/package.json", "node_modules/x/package.json", "A/node_modules/x/package.json" })
    void areNotLookedForElsewhere(String path) {
        assertThat(ManifestFiles.isInSight(path)).isFalse();
    }
}
