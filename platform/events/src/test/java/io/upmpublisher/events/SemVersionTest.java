package io.upmpublisher.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SemVersionTest {

    @Test
    void ordersByThePrecedenceOfTheSpecification() {
        var ordered = Stream.of("1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2",
                "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0", "1.2.0", "1.10.0", "2.0.0-0", "2.0.0").map(SemVersion::parse).toList();
        var shuffled = new java.util.ArrayList<>(ordered);
        Collections.reverse(shuffled);
        Collections.sort(shuffled);

        assertThat(shuffled).isEqualTo(ordered);
    }

    @Test
    void ignoresBuildMetadataInOrderAndDropsItForTheRegistry() {
        var version = SemVersion.parse("1.2.3-pre.1+linux.5");

        assertThat(version).isEqualByComparingTo(SemVersion.parse("1.2.3-pre.1"));
        assertThat(version.withoutBuild()).hasToString("1.2.3-pre.1");
        assertThat(version).hasToString("1.2.3-pre.1+linux.5");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "1", "1.2", "1.2.3.4", "01.2.3", "1.02.3", "v1.2.3", "1.2.3-", "1.2.3-01", "1.2.3-a..b",
            "1.2.3+",
            " 1.2.3", "1.2.3\n", "1.2.x", "９.0.0", "9007199254740992.0.0", "1.2.3-é" })
    void refusesWhatIsNotSemVer(String text) {
        assertThatThrownBy(() -> SemVersion.parse(text)).isInstanceOf(InvalidValueException.class)
                .hasMessageStartingWith("not a valid version");
    }

    @Test
    void refusesAnEndlessVersionQuickly() {
        assertThatThrownBy(() -> SemVersion.parse("1.0.0-" + "a.".repeat(1_000_000)))
                .hasMessageContaining("more than 256 characters");
    }

    @Test
    void takesEveryFormOfPrerelease() {
        for (var text : List.of("1.0.0--", "1.0.0-0a", "1.0.0-x-y-z.--", "1.0.0-0.0.0", "1.0.0+001")) {
            assertThat(SemVersion.parse(text)).hasToString(text);
        }
    }
}
