package io.upmpublisher.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

    @ParameterizedTest
    @ValueSource(strings = { "", "core", "/core", "acme/", "acme/..", "acme/a/b", "-acme/core", "acme-/core", "ac--me/core",
            "acme/core.git", "acme/core ", "../core", "acme/cøre", "acme/core\n" })
    void refusesRepositoriesThatGitHubCannotHave(String text) {
        assertThatThrownBy(() -> RepositoryName.parse(text)).isInstanceOf(InvalidValueException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = { "a/b", "octo_acme/core", "octo-cat_acme/core", "0x/0", "acme/.github", "acme/-core",
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/core", "a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a/core" })
    void takesRepositoriesThatGitHubHas(String text) {
        assertThat(RepositoryName.parse(text)).hasToString(text);
    }

    @Test
    void refusesOwnersOfMoreThanThirtyNineCharacters() {
        assertThatThrownBy(() -> RepositoryName.parse("a".repeat(40) + "/core")).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> RepositoryName.parse("acme/" + "a".repeat(101))).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void takesARepositoryInAnySpellingAsTheSame() {
        assertThat(RepositoryName.parse("The1Studio/TheOne.Logging"))
                .isEqualTo(RepositoryName.parse("the1studio/theone.logging"))
                .hasSameHashCodeAs(RepositoryName.parse("the1studio/theone.logging"))
                .hasToString("The1Studio/TheOne.Logging");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "abc", "HEAD", "00000000000000000000000000000000000000zz", "--upload-pack=touch" })
    void refusesCommitsThatAreNotFullIds(String text) {
        assertThatThrownBy(() -> CommitId.of(text)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void knowsTheZeroCommit() {
        assertThat(CommitId.of("0".repeat(40)).isZero()).isTrue();
        assertThat(CommitId.of("0".repeat(39) + "A")).hasToString("0".repeat(39) + "a");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", ".hidden", "_under", "Com.Acme", "com acme", "com/acme", "@acme", "@acme/", "@/core", "@a/b/c",
            "node_modules", "favicon.ico", "com.acme~x", "../../etc", "com.acmé" })
    void refusesPackageNamesThatRegistriesRefuse(String text) {
        assertThatThrownBy(() -> PackageName.of(text)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void tellsUnitysFormFromOthers() {
        assertThat(PackageName.of("com.acme.core").isReverseDomain()).isTrue();
        assertThat(PackageName.of("com.acme").isReverseDomain()).isFalse();
        assertThat(PackageName.of("@acme/com.acme.core").isReverseDomain()).isFalse();
        assertThat(PackageName.of("@acme/com.acme.core").scope()).contains("@acme");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "1-1-1-1-1", "not-a-run", "0190c0de-0000-7000-8000-00000000000g" })
    void refusesRunIdsThatAreNotUuids(String text) {
        assertThatThrownBy(() -> RunId.parse(text)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void makesRunIdsThatSortByTime() {
        var first = RunId.next();
        var second = RunId.next();

        assertThat(first.value().version()).isEqualTo(7);
        assertThat(second.toString()).isGreaterThan(first.toString());
    }
}
