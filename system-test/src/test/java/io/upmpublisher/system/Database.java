package io.upmpublisher.system;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import io.upmpublisher.testing.PrivateInfrastructure;

/** Looks into the services' tables where no API shows what a test must know. */
record Database(String jdbcUrl) {

    /** Nobody can read or write the table until this is closed. */
    Lock lock(String table) {
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

    List<String> texts(String query, Object... values) {
        try (var connection = connect(); var statement = connection.prepareStatement(query)) {
            for (var i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            var texts = new ArrayList<String>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
            }
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException("Could not look into the database: " + query, e);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl, PrivateInfrastructure.env("UPM_TEST_DB_ADMIN_USER"),
                PrivateInfrastructure.env("UPM_TEST_DB_ADMIN_PASSWORD"));
    }

    /** What is held until it is closed. */
    interface Lock extends AutoCloseable {

        @Override
        void close() throws SQLException;
    }
}
