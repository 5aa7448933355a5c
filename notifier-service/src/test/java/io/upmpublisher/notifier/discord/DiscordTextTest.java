package io.upmpublisher.notifier.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DiscordTextTest {

    @ParameterizedTest
    @CsvSource(delimiter = '!', quoteCharacter = '"', value = {
            "com.acme_core ! com.acme\\_core",
            "**bold** ! \\*\\*bold\\*\\*",
            "`code` ! \\`code\\`",
            "||spoiler|| ! \\|\\|spoiler\\|\\|",
            "~~gone~~ ! \\~\\~gone\\~\\~",
            "<@123> <@&4> <#5> ! \\<@123\\> \\<@&4\\> \\<#5\\>",
            "[click](https://evil.example) ! \\[click\\](https\\://evil.example)",
            "see https://evil.example ! see https\\://evil.example",
            "# big ! \\# big",
            "- item ! \\- item",
            "> quote ! \\> quote",
            "a # b - c ! a # b - c",
            "C:\\temp ! C:\\\\temp"
    })
    void escapesWhatDiscordWouldRead(String text, String expected) {
        assertThat(DiscordText.escape(text, 200)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = { "@everyone", "@here", "hi @everyone!", "@@here" })
    void breaksMentionsOfAll(String text) {
        assertThat(DiscordText.escape(text, 200)).doesNotContain("@everyone").doesNotContain("@here").contains("@\u200b");
    }

    @Test
    void leavesScopesOfPackagesAlone() {
        assertThat(DiscordText.escape("@acme/core", 200)).isEqualTo("@acme/core");
    }

    @Test
    void makesOneLineOfManyAndDropsWhatCannotBeSeen() {
        assertThat(DiscordText.escape("one\r\n\n```two\u202e\u0000\u2028three", 200)).isEqualTo("one \\`\\`\\`two three");
        assertThat(DiscordText.escape("half \ud83d of a character", 200)).isEqualTo("half of a character");
    }

    @Test
    void keepsTextThatJustFits() {
        assertThat(DiscordText.escape("12345", 5)).isEqualTo("12345");
        assertThat(DiscordText.escape("123456", 5)).isEqualTo("1234…");
        assertThat(DiscordText.plain("12345", 5)).isEqualTo("12345");
        assertThat(DiscordText.plain("1", 0)).isEmpty();
    }

    @Test
    void countsEscapesAndNeverCutsOne() {
        assertThat(DiscordText.escape("a*b", 4)).isEqualTo("a\\*b");
        assertThat(DiscordText.escape("ab**", 5)).isEqualTo("ab\\*…");
        assertThat(DiscordText.escape("ab**", 4)).isEqualTo("ab…");
    }

    @Test
    void neverCutsACharacterInTwo() {
        assertThat(DiscordText.escape("ab😀😀", 5)).isEqualTo("ab😀…");
        assertThat(DiscordText.escape("ab😀😀", 4)).isEqualTo("ab…");
        // A family is four people joined by joiners: one character for the reader.
        assertThat(DiscordText.escape("👨‍👩‍👧‍👦👨‍👩‍👧‍👦", 15)).isEqualTo("👨‍👩‍👧‍👦…");
    }

    @Test
    void dropsCharactersThatAreEndless() {
        assertThat(DiscordText.escape("a" + "\u0301".repeat(5_000) + "b", 100)).isEqualTo("…");
        assertThat(DiscordText.escape("a" + "\u0301".repeat(50) + "b", 100)).isEqualTo("b");
    }

    @Test
    void takesHostileTextInLinearTime() {
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(5),
                () -> assertThat(DiscordText.escape("[<@`*".repeat(2_000_000), 1024)).hasSizeLessThanOrEqualTo(1024));
    }
}
