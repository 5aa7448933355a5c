package io.upmpublisher.web.redaction;

import java.util.logging.Filter;
import java.util.logging.LogRecord;

import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logmanager.ExtLogRecord;

import io.quarkus.logging.LoggingFilter;

/**
 * Every line passes here before a handler formats it: {@code quarkus.log.*.filter=redaction} in this module's settings. It
 * never drops a record. Messages end up on one line; the further lines of exceptions' messages are marked.
 */
@LoggingFilter(name = "redaction")
public final class RedactionFilter implements Filter {

    private final Redaction redaction;

    public RedactionFilter() {
        // Made before CDI starts, so the settings are asked directly.
        this(new Redaction(ConfiguredSecrets.in(ConfigProvider.getConfig())));
    }

    RedactionFilter(Redaction redaction) {
        this.redaction = redaction;
    }

    @Override
    public boolean isLoggable(LogRecord entry) {
        if (entry instanceof ExtLogRecord record) {
            var message = record.getFormattedMessage();
            if (message != null) {
                record.setMessage(LogText.escape(redaction.redact(message)), ExtLogRecord.FormatStyle.NO_FORMAT);
                record.setParameters(null);
            }
        }
        if (entry.getThrown() != null) {
            entry.setThrown(RedactedThrowable.of(entry.getThrown(), text -> LogText.indent(redaction.redact(text))));
        }
        return true;
    }
}
