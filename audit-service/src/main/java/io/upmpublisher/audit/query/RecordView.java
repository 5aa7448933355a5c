package io.upmpublisher.audit.query;

import java.time.Instant;
import java.util.UUID;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonRawValue;

/**
 * One event as it is kept.
 *
 * @param dataSize in bytes
 * @param data the event's own; null in lists where it is long: the record alone has it
 */
record RecordView(UUID id, Instant time, String type, @Nullable UUID run, @Nullable String repository,
        @Nullable String actor, @Nullable String outcome, @Nullable String code,
        @JsonRawValue @Schema(type = SchemaType.ARRAY, implementation = Object.class) String packages,
        @Nullable String trigger, @Nullable String branch, @Nullable String commit, @Nullable String registry,
        @Nullable String delivery, String source, String subject, @Nullable UUID causation, Instant recordedAt,
        int dataSize, @JsonRawValue @Schema(type = SchemaType.OBJECT) @Nullable String data) {

    /** Whether there is more of it than was read. */
    boolean isDataLeftOut() {
        return data == null && dataSize > 0;
    }
}
