package io.upmpublisher.ingress.audit;

import java.io.IOException;
import java.io.OutputStream;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;

import io.upmpublisher.ingress.database.IngressDatabase;

/**
 * Writes the lines of the report one after another. They are read in small batches, each in a transaction of its own, which a
 * slow reader does not keep open.
 */
@ApplicationScoped
class AuditExport {

    private static final int BATCH = 100;

    private final AuditReport report;
    private final IngressDatabase database;
    private final ObjectWriter json;

    AuditExport(AuditReport report, IngressDatabase database, ObjectMapper mapper) {
        this.report = report;
        this.database = database;
        this.json = mapper.writer().without(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    }

    void write(boolean onlyFlagged, OutputStream output) throws IOException {
        var after = "";
        var isMore = true;
        while (isMore) {
            var from = after;
            var lines = database.inTransaction(() -> report.lines(from, BATCH, onlyFlagged));
            for (var line : lines) {
                json.writeValue(output, line);
                output.write('\n');
                after = line.repository().key();
            }
            isMore = lines.size() == BATCH;
        }
    }
}
