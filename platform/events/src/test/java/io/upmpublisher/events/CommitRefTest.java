package io.upmpublisher.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommitRefTest {

    @ParameterizedTest
    @ValueSource(strings = { "main", "HEAD", "feature/pools", "release-1.x", "a@b", "@a", "a{b}", "v1.2.3", "über/größe", "日本",
            "a.lockx", "refs", "heads/main", "#7", "50%", "dependabot/npm_and_yarn/x-1.2.3" })
    void takesWhatGitTakesForABranch(String text) {
        assertThat(CommitRef.of(text)).hasToString(text);
        assertThat(CommitRef.of(text).commit()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "-b", "--upload-pack=touch", "/main", "main/", "a//b", ".hidden", "a/.b", "a..b", "a.",
            "a.lock",
            "a.lock/b", "a b", "a~1", "a^", "a:b", "a?", "a*", "a[b", "a\\b", "@", "a@{1}", "a\0", "a\n", "a\t", "a\u007f",
            "a\ud83d", "refs/tags/v1", "refs/pull/1/head", "refs/heads/", "refs/heads/-b", "refs/heads/refs/tags/v1",
            "HEAD~1", "main@{upstream}" })
    void refusesWhatGitRefusesOrToolsMistake(String text) {
        assertThatThrownBy(() -> CommitRef.of(text)).isInstanceOf(InvalidValueException.class);
    }

    @ParameterizedTest
    @CsvSource({ "refs/heads/main,main", "refs/heads/feature/a,feature/a",
            "ABCDEF0123456789ABCDEF0123456789ABCDEF01,abcdef0123456789abcdef0123456789abcdef01" })
    void hasOneSpellingForEachBranchAndCommit(String text, String spelling) {
        assertThat(CommitRef.of(text)).isEqualTo(CommitRef.of(spelling)).hasToString(spelling);
    }

    @Test
    void knowsACommitByItsFullId() {
        assertThat(CommitRef.of("a".repeat(40)).commit()).contains(CommitId.of("a".repeat(40)));
        assertThat(CommitRef.of("a".repeat(64)).commit()).isPresent();
        assertThat(CommitRef.of("a".repeat(39)).commit()).isEmpty();
    }

    @Test
    void refusesAnEndlessName() {
        assertThat(CommitRef.of("a".repeat(255)).value()).hasSize(255);
        assertThatThrownBy(() -> CommitRef.of("a".repeat(256))).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> CommitRef.of("a/".repeat(1_000_000))).isInstanceOf(InvalidValueException.class);
    }
}
