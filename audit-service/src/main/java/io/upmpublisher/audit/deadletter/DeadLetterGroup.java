package io.upmpublisher.audit.deadletter;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** How many dead letters of a service have one cause. */
record DeadLetterGroup(String service, String code, String state, long count, Instant firstAt, Instant lastAt) {

    static DeadLetterGroup read(ResultSet row) throws SQLException {
        return new DeadLetterGroup(row.getString("service"), row.getString("code"), row.getString("state"),
                row.getLong("letters"), DeadLetterRow.time(row, "first_at").orElseThrow(),
                DeadLetterRow.time(row, "last_at").orElseThrow());
    }
}
