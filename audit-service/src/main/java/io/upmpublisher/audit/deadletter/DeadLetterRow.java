package io.upmpublisher.audit.deadletter;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import io.upmpublisher.audit.deadletter.DeadLetter.Discard;
import io.upmpublisher.audit.deadletter.DeadLetter.Replay;
import io.upmpublisher.audit.deadletter.DeadLetter.State;

/** Reads rows of {@code dead_letter}. */
final class DeadLetterRow {

    private DeadLetterRow() {
    }

    /** The columns, with the event where it is no longer than that. */
    static String columns(int maxEvent) {
        return """
                id, service, event_id, type, run, about, code, cause, attempts, first_at, last_at, state,
                case when octet_length(event::text) <= %d then event end as event, octet_length(bytes) as bytes, replay_by,
                replay_requested_at, replay_outcome, replay_answered_at, replays, discarded_by, discarded_at, discard_reason
                """.formatted(maxEvent);
    }

    static DeadLetter read(ResultSet row) throws SQLException {
        return new DeadLetter(row.getObject("id", UUID.class), row.getString("service"), row.getObject("event_id", UUID.class),
                text(row, "type"), Optional.ofNullable(row.getObject("run", UUID.class)), text(row, "about"),
                row.getString("code"), row.getString("cause"), row.getInt("attempts"), time(row, "first_at").orElseThrow(),
                time(row, "last_at").orElseThrow(), State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                text(row, "event"), Optional.ofNullable(row.getObject("bytes", Integer.class)), replay(row), discard(row));
    }

    private static Optional<Replay> replay(ResultSet row) throws SQLException {
        var by = row.getString("replay_by");
        return by == null ? Optional.empty()
                : Optional.of(new Replay(by, time(row, "replay_requested_at").orElseThrow(), text(row, "replay_outcome"),
                        time(row, "replay_answered_at"), row.getInt("replays")));
    }

    private static Optional<Discard> discard(ResultSet row) throws SQLException {
        var by = row.getString("discarded_by");
        return by == null ? Optional.empty()
                : Optional.of(new Discard(by, time(row, "discarded_at").orElseThrow(), row.getString("discard_reason")));
    }

    private static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
