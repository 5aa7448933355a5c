package io.upmpublisher.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BranchPatternTest {

    @ParameterizedTest
    @CsvSource({ "main,main", "release/*,release/1.x", "release/*,release/", "release-*,release-1", "*,main",
            "*/stable,unity/stable",
            "release/**,release/1/hotfix", "**,a/b/c", "**/stable,a/b/stable", "a*c*e,abcde",
            "refs/heads/release/*,release/2.x",
            "v*.x,v12.x" })
    void matchesNamesAndPatterns(String pattern, String branch) {
        assertThat(new BranchPattern(pattern).matches(branch)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({ "main,Main", "main,mainline", "main,feature/main", "release/*,release", "release/*,release/1/hotfix",
            "*,feature/a", "release/**,release", "a*c*e,abcd", "*/stable,stable", "release/*,my-release/1" })
    void matchesNothingElse(String pattern, String branch) {
        assertThat(new BranchPattern(pattern).matches(branch)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "a b", "release/[0-9]", "release/?", "/*", "***", "a..*", "-*", "refs/tags/*", "*/" })
    void refusesWhatIsNoPattern(String text) {
        assertThatThrownBy(() -> new BranchPattern(text)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void asksAllPatterns() {
        assertThat(BranchPattern.anyMatches(List.of("main", "release/*"), "release/1.x")).isTrue();
        assertThat(BranchPattern.anyMatches(List.of(), "main")).isFalse();
    }

    @Test
    void takesNoLongerForHostilePatterns() {
        var pattern = new BranchPattern("*a".repeat(100) + "b");
        Assertions.assertTimeout(Duration.ofSeconds(2), () -> assertThat(pattern.matches("a".repeat(990))).isFalse());
    }
}
