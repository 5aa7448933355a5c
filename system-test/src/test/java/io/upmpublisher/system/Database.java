package io.upmpublisher.system;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import io.upmpublisher.testing.PrivateInfrastructure;

/** Looks into the services' tables where no API shows what a test must know. */
record Database(String jdbcUrl) {

    List<String> texts(String query, Object... values) {
        try (var connection = DriverManager.getConnection(jdbcUrl, PrivateInfrastructure.env("UPM_TEST_DB_ADMIN_USER"),
                PrivateInfrastructure.env("UPM_TEST_DB_ADMIN_PASSWORD"));
                var statement = connection.prepareStatement(query)) {
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
}
