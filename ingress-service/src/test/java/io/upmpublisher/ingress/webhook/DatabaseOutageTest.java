package io.upmpublisher.ingress.webhook;

import static io.upmpublisher.ingress.Api.activeRepository;
import static io.upmpublisher.ingress.Api.deliver;
import static io.upmpublisher.ingress.Api.problem;
import static io.upmpublisher.testing.PrivateInfrastructure.env;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.notNullValue;

import java.sql.DriverManager;
import java.sql.SQLException;

import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.upmpublisher.ingress.IngressTestResource;
import io.upmpublisher.ingress.Told;

@QuarkusTest
@QuarkusTestResource(IngressTestResource.class)
class DatabaseOutageTest {

    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String url;
    @Inject
    Told told;

    @Test
    void tellsTheSenderToComeAgainAndTakesItThen() throws SQLException {
        var repository = activeRepository();
        var push = Pushes.ofPackage(repository);
        admit(false);
        try {
            problem(deliver(push), 503, "unavailable").header("Retry-After", notNullValue());
        } finally {
            admit(true);
        }
        deliver(push).statusCode(202);
        assertThat(told.requests(repository)).hasSize(1);
    }

    private void admit(boolean connections) throws SQLException {
        var database = url.substring(url.lastIndexOf('/') + 1);
        var server = "jdbc:postgresql://" + env("UPM_TEST_DB_HOST") + ":" + env("UPM_TEST_DB_PORT") + "/postgres";
        try (var admin = DriverManager.getConnection(server, env("UPM_TEST_DB_ADMIN_USER"), env("UPM_TEST_DB_ADMIN_PASSWORD"));
                var statement = admin.createStatement()) {
            statement.execute("alter database " + database + " allow_connections " + connections);
            if (!connections) {
                statement.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + database + "'");
            }
        }
    }
}
