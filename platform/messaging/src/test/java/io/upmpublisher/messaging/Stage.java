package io.upmpublisher.messaging;

import java.sql.SQLException;
import java.time.Duration;

import org.junit.jupiter.api.extension.ExtensionContext;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.AgroalConnectionPoolConfiguration.ConnectionValidator;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.exceptionsorter.PostgreSQLExceptionSorter;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.upmpublisher.messaging.topology.BrokerSettings;
import io.upmpublisher.testing.PrivateInfrastructure;

/** The database and the virtual host that all test classes of the module use, one after the other. */
public final class Stage implements AutoCloseable {

    /** Whose schema the tests use. */
    public static final String ROLE = "publisher";

    private final PrivateInfrastructure infrastructure = PrivateInfrastructure.create();
    private final AgroalDataSource dataSource = dataSource(infrastructure.jdbcUrl());

    private Stage() {
        Migrations.migrate(dataSource);
    }

    static Stage of(ExtensionContext context) {
        return context.getRoot().getStore(ExtensionContext.Namespace.GLOBAL).computeIfAbsent(Stage.class, key -> new Stage(),
                Stage.class);
    }

    public PrivateInfrastructure infrastructure() {
        return infrastructure;
    }

    public AgroalDataSource dataSource() {
        return dataSource;
    }

    /** The same database by another way, as through a proxy. */
    public AgroalDataSource dataSourceAt(int port) {
        return dataSource(infrastructure.jdbcUrl().replaceFirst(":\\d+/", ":" + port + "/"));
    }

    public int databasePort() {
        return Integer.parseInt(PrivateInfrastructure.env("UPM_TEST_DB_PORT"));
    }

    public BrokerSettings broker() {
        return brokerAt(Integer.parseInt(PrivateInfrastructure.env("UPM_TEST_RABBITMQ_PORT")));
    }

    public BrokerSettings brokerAt(int port) {
        var variables = infrastructure.variablesFor(ROLE);
        return new BrokerSettings(variables.get("RABBITMQ_HOST"), port, variables.get("RABBITMQ_USER"),
                variables.get("RABBITMQ_PASSWORD"), infrastructure.virtualHost(), false);
    }

    @Override
    public void close() {
        dataSource.close();
        infrastructure.close();
    }

    private AgroalDataSource dataSource(String url) {
        try {
            return AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier().connectionPoolConfiguration(pool -> pool
                    .maxSize(30)
                    .acquisitionTimeout(Duration.ofSeconds(3))
                    .validateOnBorrow(true)
                    .connectionValidator(ConnectionValidator.defaultValidator())
                    .exceptionSorter(new PostgreSQLExceptionSorter())
                    .connectionFactoryConfiguration(factory -> factory
                            .jdbcUrl(url + "?socketTimeout=3&connectTimeout=2")
                            .principal(new NamePrincipal(infrastructure.user(ROLE)))
                            .credential(new SimplePassword(infrastructure.password(ROLE))))));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
