package io.upmpublisher.publisher.glob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlobTest {

    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {
            "*.cs Runtime/A.CS true",
            "/*.cs A.cs false",
            "[Bb]uild/ BUILD/ true",
            "[Bb]uild/ Runtime/Build/ false",
            "Runtime/** Runtime/a/b true",
            "Runtime/** Runtime false",
            "**/x/** a/x/b true",
            "{a,b}.cs b.cs true",
            "{1..3} 2 true",
            "x!(a).cs xb.cs true",
            "!a a true",
            "x!(a).cs xa.cs false",
            "+(ab|c) abcab true",
            "[[:alpha:]] é true",
            "[!a] A false",
            "a\\b a/b false",
            "./a a false",
            "*\\.cs a.cs false",
            "É é true",
            "a/.. x false",
            ".* ..a true" })
    void matchesAsMinimatchDoes(String pattern, String path, boolean expected) {
        var glob = Glob.compile(pattern, new MatchBudget(100_000_000));

        assertThat(glob.matches(PathParts.of(path), false, new MatchBudget(100_000))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = { "*a*a*a*a*a*a*a*a*a*a*a*a*b", "+(a|aa|aaa)b", "*(*(*(a)))b", "!(!(!(a)))b",
            "@(a|aa)@(a|aa)@(a|aa)*b",
            "**/a/**/a/**/a/**/a/**/b", "+(+(a|aa)|+(aa|a))b" })
    @Timeout(5)
    void matchesCatastrophicPatternsQuickly(String pattern) {
        var glob = Glob.compile(pattern, new MatchBudget(100_000_000));

        assertThat(glob.matches(PathParts.of("a".repeat(250) + "c"), false, new MatchBudget(10_000_000))).isFalse();
        assertThat(glob.matches(PathParts.of("a/".repeat(100) + "c"), false, new MatchBudget(10_000_000))).isFalse();
    }

    @Test
    @Timeout(5)
    void refusesPatternsThatStandForTooMany() {
        for (var pattern : new String[] { "{a,b}".repeat(40), "{1..999999999}", "{".repeat(2_000) + "a,b" + "}".repeat(2_000),
                "{{a,b},".repeat(500) + "}".repeat(500), "!(a)".repeat(60), "x!(a)".repeat(60),
                "*(".repeat(1_000) + ")".repeat(1_000),
                "x".repeat(Glob.MAX_LENGTH + 1) }) {
            assertThatThrownBy(() -> Glob.compile(pattern, new MatchBudget(100_000_000))).as(pattern.substring(0, 12))
                    .isInstanceOf(GlobTooComplexException.class);
        }
    }

    @Test
    void refusesToSpendMoreThanTheBudget() {
        var budget = new MatchBudget(1_000);
        var glob = Glob.compile("*a*b*c*d", new MatchBudget(10_000));

        assertThatThrownBy(() -> {
            for (var i = 0; i < 1_000; i++) {
                glob.matches(PathParts.of("some-file-name"), false, budget);
            }
        }).isInstanceOf(GlobTooComplexException.class);
    }
}
