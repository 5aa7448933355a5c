package io.upmpublisher.notifier.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.upmpublisher.events.SemVersion;

class ChangeTest {

    @ParameterizedTest
    @CsvSource({
            "1.2.10, 1.2.11, PATCH",
            "1.2.10, 1.3.0, MINOR",
            "1.2.10, 2.0.0, MAJOR",
            "1.2.10, 1.3.0-pre.1, PRERELEASE",
            "1.3.0-pre.1, 1.3.0-pre.2, PRERELEASE",
            "1.3.0-pre.2, 1.3.0, MINOR",
            "2.0.0-pre.2, 2.0.0, MAJOR",
            "1.2.3-pre.1, 1.2.3, PATCH",
            "2.1.0, 1.9.5, MAINTENANCE"
    })
    void namesTheKindOfStep(String before, String version, Change expected) {
        assertThat(Change.between(Optional.of(SemVersion.parse(before)), SemVersion.parse(version))).isEqualTo(expected);
    }

    @Test
    void callsAFirstVersionNew() {
        assertThat(Change.between(Optional.empty(), SemVersion.parse("0.1.0"))).isEqualTo(Change.NEW);
    }
}
