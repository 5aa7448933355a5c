package io.upmpublisher.notifier.announce;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.upmpublisher.events.AlarmRaised;
import io.upmpublisher.events.Fault;
import io.upmpublisher.events.NotificationCompleted.Outcome;
import io.upmpublisher.events.PackageReport;
import io.upmpublisher.events.PublishCompleted;
import io.upmpublisher.messaging.Sql;
import io.upmpublisher.messaging.Transactions;
import io.upmpublisher.notifier.NotifierTestResource;
import io.upmpublisher.notifier.Runs;
import io.upmpublisher.testing.Discord;

@QuarkusTest
@QuarkusTestResource(NotifierTestResource.class)
class ChatFaultsTest {

    static final PackageReport FAILURE = Runs.failed("com.acme.core", "REGISTRY_FORBIDDEN", "Not allowed.", "Allow it.");

    @Inject
    Bus bus;
    @Inject
    Transactions transactions;
    @Inject
    ChannelPace pace;
    @Inject
    Optional<Channel> channel;
    @ConfigProperty(name = "notifier.discord.webhook")
    URI webhook;
    Discord discord;

    @BeforeEach
    void watchTheChat() {
        discord = Discord.ofWebhook(webhook);
    }

    @AfterEach
    void mendTheChat() {
        discord.mend();
        transactions.runInNew(() -> pace.open(channel.orElseThrow()));
        transactions.runInNew(() -> Sql.update(transactions, "forget alarms", "delete from alarm"));
        transactions.runInNew(() -> Sql.update(transactions, "end pauses", "update channel set paused_until = '-infinity'"));
    }

    @Test
    void sendsOnceWhenTheChatWasAwayForAWhile() throws Exception {
        discord.fail(503);
        var run = Runs.of(FAILURE);
        var event = bus.tell(run);
        await().until(() -> postsAbout(run).size() >= 2);

        discord.mend();
        bus.awaitFinished(event, "done");

        assertThat(bus.completed(run.run())).singleElement()
                .satisfies(completed -> assertThat(completed.outcome()).isEqualTo(Outcome.SENT));
        given().header("Authorization", "Bearer viewer-token-1234").get("/api/notifications?run=" + run.run()).then()
                .body("items[0].attempts", equalTo(postsAbout(run).size()));
    }

    @Test
    void obeysARateLimitWithoutUsingUpAttempts() throws Exception {
        discord.limitRate(Duration.ofSeconds(1));
        var run = Runs.of(FAILURE);
        var event = bus.tell(run);
        await().until(() -> postsAbout(run).size() == 1);
        var other = Runs.of(FAILURE);
        var otherEvent = bus.tell(other);
        await().until(() -> bus.code(otherEvent).equals(Optional.of("CHANNEL_BUSY")));

        discord.mend();
        bus.awaitFinished(event, "done");
        bus.awaitFinished(otherEvent, "done");

        assertThat(postsAbout(run)).hasSize(2);
        assertThat(postsAbout(other)).hasSize(1);
        assertThat(bus.attempts(event)).isEqualTo(1);
        var times = discord.posts().stream().filter(post -> post.getBodyAsString().contains(run.run().toString()))
                .map(post -> post.getLoggedDate().toInstant()).toList();
        assertThat(Duration.between(times.get(0), times.get(1))).isGreaterThanOrEqualTo(Duration.ofMillis(950));
    }

    @Test
    void neverSendsAgainWhatMayHaveBeenSent() throws Exception {
        discord.acceptAndStaySilent(Duration.ofSeconds(3));
        var run = Runs.of(FAILURE);

        bus.awaitFinished(bus.tell(run), "done");
        discord.mend();
        bus.awaitFinished(bus.tell(run), "done");

        assertThat(postsAbout(run)).hasSize(1);
        assertThat(bus.completed(run.run())).singleElement().satisfies(completed -> {
            assertThat(completed.outcome()).isEqualTo(Outcome.UNKNOWN);
            assertThat(completed.failure()).get().extracting(Fault::code).isEqualTo("DISCORD_NO_ANSWER");
        });
    }

    @Test
    void neverSendsAgainWhatAKilledWorkerMayHaveSent() throws Exception {
        var run = Runs.of(FAILURE);
        transactions.runInNew(() -> Sql.update(transactions, "leave what a killed worker leaves", """
                insert into effect (effect_key, state, event_id, fence, attempts, held_until)
                values (?, 'attempting', ?, 0, 1, clock_timestamp())
                """, "message:discord/" + run.run() + "/1", UUID.randomUUID()));

        bus.awaitFinished(bus.tell(run), "done");

        assertThat(postsAbout(run)).isEmpty();
        assertThat(bus.completed(run.run())).singleElement().satisfies(completed -> {
            assertThat(completed.outcome()).isEqualTo(Outcome.UNKNOWN);
            assertThat(completed.failure()).get().extracting(Fault::code).isEqualTo("MESSAGE_CUT_OFF");
        });
    }

    @Test
    void givesUpAMessageThatDiscordRefusesAndSendsItWhenReplayed() throws Exception {
        discord.refuse();
        var run = Runs.of(FAILURE);
        var event = bus.tell(run);
        bus.awaitFinished(event, "dead");
        assertThat(postsAbout(run)).hasSize(1);
        assertThat(bus.completed(run.run())).singleElement().satisfies(completed -> {
            assertThat(completed.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(completed.failure()).get().extracting(Fault::code).isEqualTo("DISCORD_MESSAGE_REFUSED");
        });

        discord.mend();
        bus.replay(event);
        bus.awaitFinished(event, "done");
        bus.replay(event);

        assertThat(postsAbout(run)).hasSize(2);
        assertThat(bus.completed(run.run())).hasSize(2).last()
                .satisfies(completed -> assertThat(completed.outcome()).isEqualTo(Outcome.SENT));
    }

    @Test
    void asksAWebhookThatIsGoneOnceAndRaisesOneAlarm() throws Exception {
        discord.forget();
        var first = Runs.of(FAILURE);
        var second = Runs.of(FAILURE);
        var firstEvent = bus.tell(first);
        bus.awaitFinished(firstEvent, "dead");
        bus.awaitFinished(bus.tell(second), "dead");

        assertThat(postsAbout(first)).hasSize(1);
        assertThat(postsAbout(second)).isEmpty();
        var alarms = alarms();
        assertThat(alarms).isNotEmpty();
        assertThat(bus.code(firstEvent)).contains("DISCORD_WEBHOOK_INVALID");

        // As a restart does.
        transactions.runInNew(() -> pace.open(channel.orElseThrow()));
        bus.awaitFinished(bus.tell(Runs.of(FAILURE)), "dead");
        assertThat(alarms()).hasSameSizeAs(alarms);

        discord.mend();
        transactions.runInNew(() -> pace.open(channel.orElseThrow()));
        bus.replay(firstEvent);
        bus.awaitFinished(firstEvent, "done");

        assertThat(bus.told("alarm.resolved", Optional.empty())).hasSameSizeAs(alarms);
        assertThat(discord.postsWith("channel discord")).isEmpty();
    }

    private List<AlarmRaised> alarms() {
        return bus.told("alarm.raised", Optional.empty()).stream().map(AlarmRaised.class::cast)
                .filter(alarm -> alarm.about().equals("channel discord")).toList();
    }

    private List<String> postsAbout(PublishCompleted run) {
        return discord.postsWith(run.run().toString());
    }
}
