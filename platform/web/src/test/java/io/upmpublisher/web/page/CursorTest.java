package io.upmpublisher.web.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.upmpublisher.web.problem.PlatformProblem;
import io.upmpublisher.web.problem.Problem;

class CursorTest {

    @Test
    void readsWhatItWrote() {
        var time = Instant.parse("2026-01-02T03:04:05.678901Z");
        var id = UUID.randomUUID();
        var cursor = Cursor.fromString(Cursor.of(time, id, 42, "ä, \"b\"").encoded());
        assertThat(cursor.instant(0)).isEqualTo(time);
        assertThat(cursor.uuid(1)).isEqualTo(id);
        assertThat(cursor.number(2)).isEqualTo(42);
        assertThat(cursor.text(3)).isEqualTo("ä, \"b\"");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "!", "MTIz", "MR9h=", "Mh9h", "MR9i\n", "MR9" })
    void refusesWhatItCouldNotHaveWritten(String text) {
        assertThatExceptionOfType(Problem.class).isThrownBy(() -> Cursor.fromString(text))
                .satisfies(problem -> assertThat(problem.type()).isEqualTo(PlatformProblem.INVALID_CURSOR));
    }

    @Test
    void refusesPartsOfAnotherForm() {
        var cursor = Cursor.of("text");
        assertThatExceptionOfType(Problem.class).isThrownBy(() -> cursor.instant(0));
        assertThatExceptionOfType(Problem.class).isThrownBy(() -> cursor.uuid(0));
        assertThatExceptionOfType(Problem.class).isThrownBy(() -> cursor.number(0));
        assertThatExceptionOfType(Problem.class).isThrownBy(() -> cursor.text(1));
    }

    @Test
    void refusesLongTextBeforeDecodingIt() {
        assertThatExceptionOfType(Problem.class).isThrownBy(() -> Cursor.fromString(Cursor.of("x".repeat(2_000)).encoded()));
    }
}
