package io.upmpublisher.web.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseOutageTest {

    @ParameterizedTest
    @ValueSource(strings = { "08006", "08001", "57P01", "57P03", "53300", "40001", "40P01", "55000", "25006" })
    void takesALostDatabaseForAnOutage(String state) {
        assertThat(DatabaseOutage.isBehind(new IllegalStateException(new SQLException("gone", state)))).isTrue();
    }

    @Test
    void takesAPoolWithoutConnectionsForAnOutage() {
        assertThat(DatabaseOutage.isBehind(new SQLException("Acquisition timeout while waiting for new connection"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = { "23505", "42P01", "22001" })
    void doesNotTakeAMistakeForAnOutage(String state) {
        assertThat(DatabaseOutage.isBehind(new IllegalStateException(new SQLException("no", state)))).isFalse();
        assertThat(DatabaseOutage.isBehind(new IllegalStateException("no"))).isFalse();
    }

    @Test
    void looksAtWhatACommitFailedOf() {
        var commit = new IllegalStateException("could not commit");
        commit.addSuppressed(new IllegalStateException(new SQLException("An I/O error occurred", "08006")));

        assertThat(DatabaseOutage.isBehind(new IllegalStateException(commit))).isTrue();
    }
}
