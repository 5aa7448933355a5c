package io.upmpublisher.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForeignTextTest {

    @ParameterizedTest
    @ValueSource(strings = { "ada@example.com", "ada.lovelace+git@mail.example.co.uk", "12345+ada@users.noreply.github.com",
            "jürgen@example.com", "ada@müller.de", "\"ada l\"@example.com", "ada@[127.0.0.1]", "ada@exam\u200dple.com",
            "o'brien@example.com", "ada@xn--mller-kva.de", "ADA@EXAMPLE.COM" })
    void letsNoAddressThrough(String address) {
        for (var text : List.of(address, "Fix (" + address + ")", "Co-authored-by: Ada <" + address + ">",
                address + "," + address,
                "x\n" + address + "\ny", "see mailto:" + address + ".")) {
            assertThat(CommitMessage.of(text).value()).contains("…@…")
                    .doesNotContainPattern("[\\p{L}\\p{N}]@[\\p{L}\\p{N}\\[]");
            assertThat(UserName.of(text).value()).doesNotContainPattern("[\\p{L}\\p{N}]@[\\p{L}\\p{N}\\[]");
        }
    }

    @Test
    void letsNoAddressThroughThatTheCapCutsOff() {
        var filler = "somebody.with.a.long.name@an.equally.long.example.com ".repeat(300);
        for (var shift = 0; shift < 60; shift++) {
            assertThat(CommitMessage.of("x".repeat(shift) + " " + filler).value())
                    .doesNotContainPattern("[a-z]@[a-z]").doesNotContain("@an");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "Bump com.acme.core@1.2.3", "Use @acme/core", "Thanks @ada", "a @ b", "lerna: core@2.0.0-1", "@" })
    void leavesVersionsAndMentionsAlone(String text) {
        assertThat(CommitMessage.of(text)).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource(value = { "a\u0000b|a b", "a\u001b[31mb|a [31mb", "a\u202eb|a b", "a\u2066b|a b", "a\u200fb|a b", "a\u200bb|a b",
            "a\ufeffb|a b", "a\u2028b|a b", "a\u0085b|a b", "a\tb|a b", "👩\u200d💻|👩\u200d💻", "می\u200cخواهم|می\u200cخواهم",
            "a\ud800b|a b", "a\udc00b|a b" }, delimiter = '|')
    void hidesWhatCannotBeSeen(String text, String seen) {
        assertThat(CommitMessage.of(text)).hasToString(seen);
        assertThat(UserName.of(text)).hasToString(seen);
    }

    @Test
    void keepsLinesInMessagesOnly() {
        assertThat(CommitMessage.of("\r\n subject \r\n\r\nbody\r\n")).hasToString("subject \n\nbody");
        assertThat(CommitMessage.of("subject\nbody").subject()).isEqualTo("subject");
        assertThat(CommitMessage.of("").subject()).isEmpty();
        assertThat(UserName.of("ada\nlovelace")).hasToString("ada lovelace");
    }

    @Test
    void callsTheNamelessUnknown() {
        assertThat(UserName.of(" \0 \u202e ")).hasToString("unknown");
    }

    @Test
    void capsWithoutCuttingACharacterInHalf() {
        for (var shift = 0; shift < 4; shift++) {
            var name = UserName.of("x".repeat(shift) + "😀".repeat(1_000)).value();

            assertThat(name.length()).isBetween(UserName.MAX_LENGTH - 1, UserName.MAX_LENGTH);
            assertThat(name).endsWith("😀…");
            assertThat(name.codePoints()).noneMatch(point -> Character.getType(point) == Character.SURROGATE);
        }
        assertThat(UserName.of("x".repeat(100))).hasToString("x".repeat(100));
        assertThat(UserName.of("x".repeat(101))).hasToString("x".repeat(99) + "…");
    }

    @ParameterizedTest
    @ValueSource(strings = { "a", "@", "a@", "a.", "a@b.", "a@[", "\"@", "\r\n", "\0", "\ud800", "a@b@", "…@", "-a.b@c-",
            "a@1." })
    void isQuickWithHostileText(String unit) {
        var text = unit.repeat(1_000_000 / unit.length());

        assertThatNoException().isThrownBy(() -> UserName.of(text));
        assertThat(assertTimeout(Duration.ofSeconds(2), () -> CommitMessage.of(text).value()))
                .hasSizeLessThanOrEqualTo(CommitMessage.MAX_LENGTH);
    }

    @Test
    void changesNothingTheSecondTime() {
        var seed = Long.getLong("fuzz.seed", System.nanoTime());
        var random = new Random(seed);
        var parts = List.of("a", "b.c", "@", ".", "…", "1", " ", "\n", "\r", "\0", "<", "[", "]", "-", "\u200d", "😀", "\ud83d",
                "\"",
                "ada@example.com", "\u202e", "x".repeat(90));
        for (var round = 0; round < 5_000; round++) {
            var text = IntStream.range(0, random.nextInt(20)).mapToObj(i -> parts.get(random.nextInt(parts.size())))
                    .collect(Collectors.joining());
            var name = UserName.of(text);
            var message = CommitMessage.of(text);

            assertThat(UserName.of(name.value())).as("-Dfuzz.seed=%s: %s", seed, text).isEqualTo(name);
            assertThat(CommitMessage.of(message.value())).as("-Dfuzz.seed=%s: %s", seed, text).isEqualTo(message);
        }
    }
}
