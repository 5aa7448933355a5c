package io.upmpublisher.testing.stack;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import io.upmpublisher.testing.PrivateInfrastructure;

/** Looks into the services' tables where no API shows what a test must know. */
public record Database(String jdbcUrl) {

    /** Reads one row. */
    @FunctionalInterface
    public interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Nobody can read or write the table until this is closed. */
    public Lock lock(String table) {
        try {
            var connection = connect();
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                statement.execute("lock table " + table + " in access exclusive mode");
            }
            return connection::close;
        } catch (SQLException e) {
            throw new IllegalStateException("Could not lock " + table, e);
        }
    }

    public List<String> texts(String query, Object... values) {
        return rows(row -> row.getString(1), query, values);
    }

    /**
     * @param values a collection becomes an array of texts
     */
    public <T> List<T> rows(Row<T> row, String query, Object... values) {
        try (var connection = connect(); var statement = connection.prepareStatement(query)) {
            bind(statement, values);
            var found = new ArrayList<T>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(row.read(rows));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException("Could not look into the database: " + query, e);
        }
    }

    public void execute(String... statements) {
        try (var connection = connect(); var statement = connection.createStatement()) {
            for (var each : statements) {
                statement.execute(each);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Could not change the database: " + String.join("; ", statements), e);
        }
    }

    /** A connection of the administrator's. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl, PrivateInfrastructure.env("UPM_TEST_DB_ADMIN_USER"),
                PrivateInfrastructure.env("UPM_TEST_DB_ADMIN_PASSWORD"));
    }

    private static void bind(PreparedStatement statement, Object... values) throws SQLException {
        for (var i = 0; i < values.length; i++) {
            switch (values[i]) {
                case Collection<?> several -> statement.setArray(i + 1, statement.getConnection().createArrayOf("text",
                        several.stream().map(Object::toString).toArray()));
                case Object value -> statement.setObject(i + 1, value);
            }
        }
    }

    /** What is held until it is closed. */
    public interface Lock extends AutoCloseable {

        @Override
        void close() throws SQLException;
    }
}
