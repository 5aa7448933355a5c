package io.upmpublisher.system;

import static io.upmpublisher.system.RunAssert.assertThatRun;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;

import io.upmpublisher.testing.stack.HeldPush;
import io.upmpublisher.testing.stack.Service;

/** What follows a publish, while things die. */
@SystemTest
class AftermathOutageIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Stack stack;

    AftermathOutageIT(Stack stack) {
        this.stack = stack;
    }

    @Test
    void changelogThatIsKilledAfterItsPushDoesNotPushAgain() {
        var game = stack.repository("changelog-killed").withPackage("core", "1.0.0");
        var held = game.holdPush(HeldPush.Stage.AFTER);
        var run = game.push("Add core");
        held.awaitReached();

        stack.service(Service.CHANGELOG).kill();
        held.release();
        stack.service(Service.CHANGELOG).start().awaitReady();

        assertThat(run.awaitEvent("changelog.completed").path("commit").asText()).isEqualTo(game.head());
        assertThat(game.messages()).hasSize(2);
        run.awaitStory();
        assertThat(run.messages()).hasSize(1);
        assertThat(run.events("changelog.completed")).hasSize(1);
    }

    @Test
    void notifierThatIsKilledWhileTheChatIsSilentDoesNotSendTheMessageAgain() {
        var game = stack.repository("notifier-killed").withPackage("core", "1.0.0");
        Run run;
        stack.chat().acceptAndStaySilent(Duration.ofSeconds(8));
        try {
            run = game.push("Add core");
            await("the message").atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> !run.messages().isEmpty());
            stack.service(Service.NOTIFIER).kill();
        } finally {
            stack.chat().mend();
        }
        stack.service(Service.NOTIFIER).start().awaitReady();

        run.awaitStory();
        assertThat(run.events("notification.completed")).singleElement()
                .satisfies(told -> assertThat(told.path("outcome").asText()).isEqualTo("unknown"));
        assertThat(run.messages()).hasSize(1);
    }

    @Test
    void auditThatIsKilledWhileItWritesKeepsEveryEventOnce() throws SQLException {
        var game = stack.repository("audit-killed").withPackage("core", "1.0.0");
        Run run;
        try (var lock = stack.database().lock("audit.audit_record")) {
            run = game.push("Add core");
            await("the audit to write").atMost(PATIENCE).until(() -> !stack.database().texts(
                    "select pid::text from pg_locks where not granted and relation = 'audit.audit_record'::regclass")
                    .isEmpty());
            stack.service(Service.AUDIT).kill();
        }
        stack.service(Service.AUDIT).start().awaitReady();

        run.awaitStory();
        assertThat(stack.database().texts("select type from audit.audit_record where run = ? order by time", run.id()))
                .containsExactly("publish.requested", "publish.completed", "changelog.completed", "notification.completed");
    }

    @Test
    void chatThatWasAwayGetsTheMessageOnce() {
        var game = stack.repository("chat-away").withPackage("core", "1.0.0");
        Run run;
        stack.chat().fail(503);
        try {
            run = game.push("Add core");
            assertThatRun(run).ended("published");
            await("the message").atMost(PATIENCE).until(() -> !run.messages().isEmpty());
            assertThat(run.events("notification.completed")).isEmpty();
        } finally {
            stack.chat().mend();
        }

        run.awaitStory();
        assertThat(run.events("notification.completed")).singleElement()
                .satisfies(told -> assertThat(told.path("outcome").asText()).isEqualTo("sent"));
        assertThat(run.takenMessages()).hasSize(1);
    }

    @Test
    void deadLetterThatIsReplayedTwiceSendsTheMessageOnce() {
        var game = stack.repository("dead-letter").withPackage("core", "1.0.0");
        Run run;
        JsonNode letter;
        stack.chat().refuse();
        try {
            run = game.push("Add core");
            await("the dead letter").atMost(PATIENCE).until(() -> deadLettersOf(run).size() == 1);
            letter = deadLettersOf(run).get(0);
        } finally {
            stack.chat().mend();
        }
        assertThat(letter.path("service").asText()).isEqualTo("notifier");
        assertThat(letter.path("code").asText()).isEqualTo("DISCORD_MESSAGE_REFUSED");
        assertThat(letter.path("state").asText()).isEqualTo("parked");
        assertThat(run.takenMessages()).isEmpty();

        replay(letter, "reopened");

        await("the message").atMost(PATIENCE).untilAsserted(() -> assertThat(run.events("notification.completed"))
                .extracting(told -> told.path("outcome").asText()).contains("sent"));
        assertThat(run.takenMessages()).hasSize(1);

        replay(letter, "done");

        assertThat(run.takenMessages()).hasSize(1);
        assertThat(stack.get(Service.AUDIT, "/api/dead-letters/" + letter.path("id").asText()).json().path("replay").path("by")
                .asText()).isEqualTo("tests");
    }

    private JsonNode deadLettersOf(Run run) {
        return stack.get(Service.AUDIT, "/api/dead-letters?run=" + run.id()).json().path("items");
    }

    private void replay(JsonNode letter, String outcome) {
        var path = "/api/dead-letters/" + letter.path("id").asText();
        var answer = stack.post(Service.AUDIT, path + "/replay", Map.of());
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        await("the replay to be " + outcome).atMost(PATIENCE).untilAsserted(() -> assertThat(
                stack.get(Service.AUDIT, path).json().path("replay").path("outcome").asText()).isEqualTo(outcome));
    }
}
