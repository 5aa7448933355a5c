package io.upmpublisher.messaging;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;

/** Brings this library's tables into the service's schema, with a history of their own beside the service's. */
public final class Migrations {

    private Migrations() {
    }

    /** Safe to call from several replicas at once: Flyway locks. */
    public static void migrate(DataSource dataSource) {
        Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(dataSource)
                // As the service's own migrations do: whoever starts beside its database waits for it.
                .connectRetries(60)
                .connectRetriesInterval(5)
                .locations("classpath:db/messaging")
                .table("messaging_schema_history")
                // The service's own tables may be there before.
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();
    }
}
