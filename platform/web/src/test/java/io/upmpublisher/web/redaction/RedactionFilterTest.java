package io.upmpublisher.web.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.Test;

class RedactionFilterTest {

    private final RedactionFilter filter = new RedactionFilter(new Redaction(List.of("known-secret")));

    @Test
    void cleansTheFormattedMessage() {
        var entry = new ExtLogRecord(Level.INFO, "%s in %s", ExtLogRecord.FormatStyle.PRINTF, "test");
        entry.setParameters(new Object[] { "known-secret", "a\nb 100%" });
        assertThat(printed(entry)).isEqualTo("[redacted] in a\\nb 100%");
    }

    @Test
    void cleansExceptionsTheirCausesAndTheSuppressed() {
        var cause = new IllegalStateException("inner known-secret\nforged");
        var failure = new IllegalArgumentException("outer", cause);
        failure.addSuppressed(new RuntimeException("aside known-secret"));
        cause.addSuppressed(failure);
        var entry = new ExtLogRecord(Level.ERROR, "failed", "test");
        entry.setThrown(failure);
        assertThat(printed(entry)).doesNotContain("known-secret").doesNotContain("\nforged").contains(
                "java.lang.IllegalArgumentException: outer", "Caused by: java.lang.IllegalStateException: inner [redacted]",
                "Suppressed: java.lang.RuntimeException: aside [redacted]",
                "at " + RedactionFilterTest.class.getName());
    }

    @Test
    void leavesHarmlessExceptionsAlone() {
        var entry = new ExtLogRecord(Level.ERROR, "failed", "test");
        var failure = new IllegalStateException("plain");
        entry.setThrown(failure);
        filter.isLoggable(entry);
        assertThat(entry.getThrown()).isSameAs(failure);
    }

    @Test
    void makesControlAndDirectionCharactersVisible() {
        assertThat(LogText.escape("a\tb\u001b[0m\u202ec\u2028\u0085")).isEqualTo("a\tb\\u001b[0m\\u202ec\\u2028\\u0085");
    }

    @Test
    void changesNothingMoreWhenASecondHandlerAsks() {
        var entry = new ExtLogRecord(Level.ERROR, "a\nb known-secret", "test");
        entry.setThrown(new IllegalStateException("c\nd"));
        assertThat(printed(entry)).isEqualTo(printed(entry));
    }

    private String printed(ExtLogRecord entry) {
        assertThat(filter.isLoggable(entry)).isTrue();
        return new PatternFormatter("%s%e").format(entry);
    }
}
