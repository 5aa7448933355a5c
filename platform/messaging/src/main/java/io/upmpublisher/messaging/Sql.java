package io.upmpublisher.messaging;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** One statement in the current transaction. */
public final class Sql {

    /** Reads one row. */
    @FunctionalInterface
    public interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    private Sql() {
    }

    /**
     * @param whatFor a clause for the error, as in {@code claim due outbox entries}
     * @return the number of rows that were changed
     */
    public static int update(Transactions transactions, String whatFor, String sql, Object... parameters) {
        try (var connection = transactions.connection(); var statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new MessagingException("could not " + whatFor, e);
        }
    }

    public static <T> List<T> query(Transactions transactions, String whatFor, Row<T> row, String sql, Object... parameters) {
        try (var connection = transactions.connection(); var statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            try (var rows = statement.executeQuery()) {
                var found = new ArrayList<T>();
                while (rows.next()) {
                    found.add(row.read(rows));
                }
                return found;
            }
        } catch (SQLException e) {
            throw new MessagingException("could not " + whatFor, e);
        }
    }

    private static void bind(PreparedStatement statement, Object... parameters) throws SQLException {
        for (var i = 0; i < parameters.length; i++) {
            switch (parameters[i]) {
                case String[] texts -> statement.setArray(i + 1, statement.getConnection().createArrayOf("text", texts));
                case byte[][] binaries -> statement.setArray(i + 1, statement.getConnection().createArrayOf("bytea", binaries));
                case java.time.Duration duration -> statement.setDouble(i + 1, duration.toMillis() / 1000.0);
                case java.util.Optional<?> optional -> statement.setObject(i + 1, optional.orElse(null));
                case Object value -> statement.setObject(i + 1, value);
            }
        }
    }
}
