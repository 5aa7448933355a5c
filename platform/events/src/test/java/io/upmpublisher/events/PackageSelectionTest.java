package io.upmpublisher.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.upmpublisher.events.PackageSelection.Kind;

class PackageSelectionTest {

    @ParameterizedTest
    @CsvSource({ "Packages/A/package.json,Packages/A/package.json", "Packages/A,Packages/A/package.json",
            "Packages/A/,Packages/A/package.json", "./Packages/A,Packages/A/package.json", "package.json,package.json",
            ".,package.json", "./,package.json", "'',package.json", "Pack ages/Ä,Pack ages/Ä/package.json",
            "all,all/package.json", "my-package.json,my-package.json/package.json" })
    void findsTheManifestOfAPath(String path, String manifest) {
        assertThat(PackageSelection.at(path).path()).contains(manifest);
        assertThat(PackageSelection.parse("path:" + path)).isEqualTo(PackageSelection.at(path)).hasToString("path:" + manifest);
    }

    @ParameterizedTest
    @ValueSource(strings = { "../A", "A/../../B", "/etc", "A//B", "A/./B", "A\\B", "A\nB", "A\0", "A\u0085B", "A\ud800", "..",
            "././A" })
    void refusesPathsThatLeaveTheRepositoryOrCannotBeKept(String path) {
        assertThatThrownBy(() -> PackageSelection.at(path)).isInstanceOf(InvalidValueException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "ALL", "any", "Packages/A/package.json", " all" })
    void refusesOtherWords(String text) {
        assertThatThrownBy(() -> PackageSelection.parse(text)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void readsItsOwnWords() {
        assertThat(PackageSelection.parse("all")).isEqualTo(PackageSelection.all()).hasToString("all");
        assertThat(PackageSelection.parse("changed")).isEqualTo(PackageSelection.changed()).hasToString("changed");
    }

    @Test
    void hasAPathIfAndOnlyIfItIsAboutOne() {
        assertThatThrownBy(() -> new PackageSelection(Kind.PATH, Optional.empty())).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new PackageSelection(Kind.ALL, Optional.of("a"))).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void refusesAnEndlessPathQuickly() {
        assertThatThrownBy(() -> PackageSelection.at("a/".repeat(1_000_000))).isInstanceOf(InvalidValueException.class);
    }
}
