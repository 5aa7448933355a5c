package io.upmpublisher.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.upmpublisher.testing.PrivateInfrastructure;

/** {@code deploy/upm check} against everything that runs. */
@SystemTest
class CheckIT {

    private final Stack stack;

    CheckIT(Stack stack) {
        this.stack = stack;
    }

    @Test
    void findsNothingWrongWithWhatRuns() throws Exception {
        var game = stack.repository("checked").withPackage("core", "1.0.0");
        game.push("Add core").awaitEnd();

        var registered = upm("webhook", "register", "--organization", StudioRepository.OWNER);
        assertThat(registered.exit()).as(registered.output()).isZero();
        assertThat(registered.output()).contains("the ping arrived: ingress answered 20");

        var result = upm("check", "--package", game.nameOf("core"), "--repository", game.name());

        assertThat(result.exit()).as(result.output()).isZero();
        assertThat(result.output()).contains("audit is ready at ",
                "upm_audit has its own schema and the receipts, and nothing else",
                "the tables are those of this version: ingress ", "2 exchanges are as they should be",
                "7 queues are as they should be", "NPM_TOKEN is one of upm", "NPM_TOKEN may publish " + game.nameOf("core"),
                "the model gemini-3.8-flash is there", "the chat knows the webhook", " 0 wrong, ");
        assertThat(result.output()).contains("the webhook of studio leads here",
                "the last 1 deliveries of the webhook of studio have arrived");
        assertThat(Secrets.toldBy(registered.output() + result.output())).isEmpty();
    }

    @Test
    void findsARightTooManyAndAMigrationTooFew() throws Exception {
        stack.database().execute("grant usage on schema audit to upm_notifier",
                "update ingress.flyway_schema_history set success = false where version = '0001'");
        try {
            var result = upm("check", "--only", "database");
            assertThat(result.exit()).isEqualTo(1);
            assertThat(result.output()).contains("upm_notifier may look into the schemas of others: audit");
            stack.database().execute("revoke usage on schema audit from upm_notifier");
            assertThat(upm("check", "--only", "database").output())
                    .contains("migration 0001 of ingress.flyway_schema_history failed");
        } finally {
            stack.database().execute("revoke usage on schema audit from upm_notifier",
                    "update ingress.flyway_schema_history set success = true where version = '0001'");
        }
    }

    @Test
    void findsThatTheVirtualHostIsNotThere() throws Exception {
        var result = upmWith("RABBITMQ_VIRTUAL_HOST", "nowhere", "check", "--only", "broker");
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.output()).contains("wrong", "virtual host nowhere");
    }

    private Result upm(String... arguments) throws IOException, InterruptedException {
        return upmWith("UPM_LOG_JSON", "false", arguments);
    }

    private Result upmWith(String variable, String value, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(PrivateInfrastructure.checkout().resolve("deploy/upm").toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(stack.operatorsEnvironment());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put(variable, value);
        var process = builder.start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }

    private record Result(int exit, String output) {
    }
}
