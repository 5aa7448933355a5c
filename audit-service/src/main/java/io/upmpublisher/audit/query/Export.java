package io.upmpublisher.audit.query;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;

import io.upmpublisher.web.page.Cursor;

/**
 * Writes records line by line, a batch in memory at a time. Batches are queries of their own, by the last record's place: a
 * cursor of the database would hold a transaction, and with it old rows and days, for as long as a slow client reads.
 */
@ApplicationScoped
class Export {

    private static final int BATCH = 200;

    private final RecordQueries records;
    private final ObjectWriter json;

    Export(RecordQueries records, ObjectMapper mapper) {
        this.records = records;
        this.json = mapper.writer().without(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    }

    void write(RecordFilter filter, OutputStream output) throws IOException {
        Optional<Cursor> before = Optional.empty();
        do {
            var batch = records.newestWhole(filter, before, BATCH);
            for (var record : batch) {
                json.writeValue(output, record);
                output.write('\n');
            }
            before = batch.size() < BATCH ? Optional.empty() : Optional.of(RecordQueries.cursorOf(batch.getLast()));
        } while (before.isPresent());
    }
}
