package io.upmpublisher.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * A database and a virtual host of its own for one test class or module, on the private Postgres and RabbitMQ that
 * {@code deploy/local/test} has started and tells of by {@code UPM_TEST_…}.
 */
public final class PrivateInfrastructure implements AutoCloseable {

    private static final String START_IT = "run deploy/local/test, or deploy/local/test --infra-only and then "
            + "'source .local/test/env' in the shell that runs the tests";

    private final String name;

    private PrivateInfrastructure(String name) {
        this.name = name;
    }

    /** Creates both, with the roles and schemas that deployments have. */
    public static PrivateInfrastructure create() {
        var created = new PrivateInfrastructure("test_" + UUID.randomUUID().toString().replace("-", "").substring(0, 12));
        run(Map.of("UPM_DB_ADMIN_URL", created.adminUrl(), "UPM_DB_NAME", created.name),
                checkout().resolve("deploy/database/create-roles-and-schemas.sh").toString());
        created.createVirtualHost();
        return created;
    }

    /** Makes the virtual host, as after the broker has lost all that it had. */
    public void createVirtualHost() {
        broker("ctl", "add_vhost", name);
        broker("ctl", "set_permissions", "-p", name, env("UPM_TEST_RABBITMQ_USER"), ".*", ".*", ".*");
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://" + env("UPM_TEST_DB_HOST") + ":" + env("UPM_TEST_DB_PORT") + "/" + name;
    }

    public String user(String service) {
        return "upm_" + service;
    }

    public String password(String service) {
        return env("UPM_TEST_DB_PASSWORD_" + service.toUpperCase(java.util.Locale.ROOT));
    }

    public String virtualHost() {
        return name;
    }

    /** Settings for tests that call from one address, with few tokens, more than people would. */
    public static Map<String, String> withoutLimits() {
        return Map.of("upm.limit.calls-per-minute", "0", "upm.limit.strangers-per-minute", "0",
                "upm.limit.refusals-on-record-per-minute", "100");
    }

    /** The variables of the public contract by which a service finds its database and the broker. */
    public Map<String, String> variablesFor(String service) {
        var variables = new HashMap<String, String>();
        variables.put("UPM_DB_URL", jdbcUrl());
        variables.put("UPM_DB_USER", user(service));
        variables.put("UPM_DB_PASSWORD", password(service));
        variables.put("RABBITMQ_HOST", env("UPM_TEST_RABBITMQ_HOST"));
        variables.put("RABBITMQ_PORT", env("UPM_TEST_RABBITMQ_PORT"));
        variables.put("RABBITMQ_USER", env("UPM_TEST_RABBITMQ_USER"));
        variables.put("RABBITMQ_PASSWORD", env("UPM_TEST_RABBITMQ_PASSWORD"));
        variables.put("RABBITMQ_VIRTUAL_HOST", name);
        return variables;
    }

    /** Runs a command of deploy/local/lib/broker.sh on the private broker, as in {@code kill} or {@code start}. */
    public void broker(String... command) {
        var line = new java.util.ArrayList<>(List.of(env("UPM_TEST_RABBITMQ_CTL")));
        line.addAll(List.of(command));
        run(Map.of(), line.toArray(String[]::new));
    }

    /** The same for Postgres, by deploy/local/lib/database.sh. */
    public void postgres(String command) {
        run(Map.of(), env("UPM_TEST_DB_CTL"), command);
    }

    /** Lets nobody into the database any more, and those who are in out. */
    public void refuseDatabase() {
        admit(false);
        sql("select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + name + "'");
    }

    public void admitDatabase() {
        admit(true);
    }

    @Override
    public void close() {
        broker("ctl", "delete_vhost", name);
        sql("drop database " + name + " with (force)");
    }

    public static String env(String variable) {
        var value = System.getenv(variable);
        if (value == null || value.isEmpty()) {
            throw new IllegalStateException(
                    variable + " is not set: the tests need a Postgres and a RabbitMQ of their own; " + START_IT);
        }
        return value;
    }

    private String adminUrl() {
        return "postgresql://" + env("UPM_TEST_DB_ADMIN_USER") + ":" + env("UPM_TEST_DB_ADMIN_PASSWORD") + "@"
                + env("UPM_TEST_DB_HOST") + ":" + env("UPM_TEST_DB_PORT") + "/postgres";
    }

    /** The checkout's root folder, from wherever in it the tests run. */
    public static Path checkout() {
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve("deploy/database/create-roles-and-schemas.sh"))) {
                return folder;
            }
        }
        throw new IllegalStateException("the tests run inside a checkout only");
    }

    private void admit(boolean connections) {
        sql("alter database " + name + " allow_connections " + connections);
    }

    private void sql(String statement) {
        run(Map.of(), "psql", "--quiet", "--dbname", adminUrl(), "--command", statement);
    }

    private static void run(Map<String, String> environment, String... command) {
        try {
            var builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().putAll(environment);
            var process = builder.start();
            process.getOutputStream().close();
            var output = new String(process.getInputStream().readAllBytes());
            if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException(command[0] + " failed: " + output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
