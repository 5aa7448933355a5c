package io.upmpublisher.notifier.announce;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

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
import io.upmpublisher.events.AlarmResolved;
import io.upmpublisher.events.Fault;
import io.upmpublisher.events.NotificationCompleted.Outcome;
import io.upmpublisher.events.PackageReport;
import io.upmpublisher.events.PublishCompleted;
import io.upmpublisher.events.ReplayRequested;
import io.upmpublisher.events.RunId;
import io.upmpublisher.events.UserName;
import io.upmpublisher.messaging.Sql;
import io.upmpublisher.messaging.Transactions;
import io.upmpublisher.notifier.NotifierTestResource;
import io.upmpublisher.notifier.Runs;
import io.upmpublisher.testing.Discord;

@QuarkusTest
@QuarkusTestResource(NotifierTestResource.class)
class AnnouncementTest {

    static final PackageReport FAILURE = Runs.failed("com.acme.core", "REGISTRY_FORBIDDEN", "Not allowed.", "Allow it.");
    static final PackageReport PUBLISHED = Runs.published("com.acme.core", "1.2.10", "1.2.11");

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
    void announcesARunOnceHoweverOftenItIsToldOf() throws Exception {
        var run = Runs.of(FAILURE);

        var event = bus.tell(run, 5);
        bus.awaitFinished(event, "done");
        var again = bus.tell(run);
        bus.awaitFinished(again, "done");

        assertThat(postsAbout(run)).hasSize(1);
        assertThat(bus.completed(run.run())).singleElement().satisfies(completed -> {
            assertThat(completed.outcome()).isEqualTo(Outcome.SENT);
            assertThat(completed.channel()).isEqualTo("discord");
            assertThat(completed.message()).get().asString().matches("1\\d{18}");
        });
    }

    @Test
    void announcesEveryRevision() throws Exception {
        var run = RunId.next();

        bus.awaitFinished(bus.tell(Runs.of(run, 1, List.of(FAILURE))), "done");
        bus.awaitFinished(bus.tell(Runs.of(run, 2, List.of(FAILURE))), "done");

        assertThat(discord.postsWith(run.toString())).hasSize(2);
    }

    @Test
    void waitsForTheChangelogAndLinksIt() throws Exception {
        var run = Runs.of(PUBLISHED);
        var event = bus.tell(run);
        await().until(() -> code(event.id()).equals(Optional.of("CHANGELOG_AWAITED")));

        assertThat(postsAbout(run)).isEmpty();
        bus.tell(Runs.changelogOf(run, "### Fixed\n- Pools no longer leak"));
        bus.awaitFinished(event, "done");

        assertThat(postsAbout(run)).singleElement().asString().contains(Runs.CHANGELOG_COMMIT.value(), "Pools no longer leak");
        assertThat(attempts(event.id())).isEqualTo(1);
    }

    @Test
    void linksAChangelogThatCameFirst() throws Exception {
        var run = Runs.of(PUBLISHED);
        bus.awaitFinished(bus.tell(Runs.changelogOf(run, "- Early")), "done");

        bus.awaitFinished(bus.tell(run), "done");

        assertThat(postsAbout(run)).singleElement().asString().contains("Early");
    }

    @Test
    void comesWithoutAChangelogThatDoesNotCome() throws Exception {
        var run = Runs.of(PUBLISHED);
        var began = System.nanoTime();

        bus.awaitFinished(bus.tell(run), "done");

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofSeconds(2));
        assertThat(postsAbout(run)).singleElement().asString().doesNotContain("Changelog");
    }

    @Test
    void announcesARunThatFailedAsAWhole() throws Exception {
        var run = Runs.failed(new Fault("COMMIT_NOT_FOUND", "There is no such branch.", "Push it.", true));

        bus.awaitFinished(bus.tell(run), "done");

        assertThat(postsAbout(run)).singleElement().asString().contains("COMMIT_NOT_FOUND");
    }

    @Test
    void isSilentAboutRunsThatOnlySkipped() throws Exception {
        var run = Runs.of(Runs.skipped("com.acme.core"));

        bus.awaitFinished(bus.tell(run), "done");

        assertThat(postsAbout(run)).isEmpty();
        assertThat(bus.completed(run.run())).isEmpty();
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
        await().until(() -> code(otherEvent.id()).equals(Optional.of("CHANNEL_BUSY")));

        discord.mend();
        bus.awaitFinished(event, "done");
        bus.awaitFinished(otherEvent, "done");

        assertThat(postsAbout(run)).hasSize(2);
        assertThat(postsAbout(other)).hasSize(1);
        assertThat(attempts(event.id())).isEqualTo(1);
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
        replay(event.id());
        bus.awaitFinished(event, "done");
        replay(event.id());

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
        assertThat(code(firstEvent.id())).contains("DISCORD_WEBHOOK_INVALID");

        // As a restart does.
        transactions.runInNew(() -> pace.open(channel.orElseThrow()));
        bus.awaitFinished(bus.tell(Runs.of(FAILURE)), "dead");
        assertThat(alarms()).hasSameSizeAs(alarms);

        discord.mend();
        transactions.runInNew(() -> pace.open(channel.orElseThrow()));
        replay(firstEvent.id());
        bus.awaitFinished(firstEvent, "done");

        assertThat(bus.told("alarm.resolved", Optional.empty())).hasSameSizeAs(alarms);
        assertThat(discord.postsWith("channel discord")).isEmpty();
    }

    @Test
    void announcesAnAlarmAndItsEndOnceEach() throws Exception {
        var about = "registry " + UUID.randomUUID();

        bus.awaitFinished(bus.tell(new AlarmRaised("REGISTRY_CREDENTIAL_REFUSED", about, "Refused.", "Renew it."), 3), "done");
        bus.awaitFinished(bus.tell(new AlarmResolved("REGISTRY_CREDENTIAL_REFUSED", about), 3), "done");

        assertThat(discord.postsWith(about)).hasSize(2);
        assertThat(discord.postsWith("Alarm: " + about)).hasSize(1);
        assertThat(discord.postsWith("Over: " + about)).hasSize(1);
    }

    @Test
    void showsWhatWasAnnouncedToViewersOnly() throws Exception {
        var run = Runs.of(FAILURE);
        bus.awaitFinished(bus.tell(run), "done");

        given().get("/api/notifications").then().statusCode(401);
        given().header("Authorization", "Bearer viewer-token-1234").get("/api/notifications?run=" + run.run()).then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].run", equalTo(run.run().toString()))
                .body("items[0].revision", equalTo(1))
                .body("items[0].kind", equalTo("run"))
                .body("items[0].outcome", equalTo("sent"))
                .body("items[0].attempts", equalTo(1))
                .body("items[0].body", containsString("com.acme.core"))
                .body("nextCursor", nullValue());
        given().header("Authorization", "Bearer viewer-token-1234").get("/api/notifications?run=x").then().statusCode(400);
    }

    @Test
    void pagesThroughWhatWasAnnounced() throws Exception {
        var run = RunId.next();
        for (var revision = 1; revision <= 3; revision++) {
            bus.awaitFinished(bus.tell(Runs.of(run, revision, List.of(FAILURE))), "done");
        }

        var first = given().header("Authorization", "Bearer viewer-token-1234").queryParam("run", run.toString())
                .queryParam("limit", 2).get("/api/notifications").then().statusCode(200).body("items", hasSize(2))
                .body("items[0].revision", equalTo(3)).extract().<String> path("nextCursor");
        given().header("Authorization", "Bearer viewer-token-1234").queryParam("run", run.toString()).queryParam("limit", 2)
                .queryParam("cursor", first).get("/api/notifications").then().statusCode(200).body("items", hasSize(1))
                .body("items[0].revision", equalTo(1)).body("nextCursor", nullValue());
    }

    private List<AlarmRaised> alarms() {
        return bus.told("alarm.raised", Optional.empty()).stream().map(AlarmRaised.class::cast)
                .filter(alarm -> alarm.about().equals("channel discord")).toList();
    }

    private void replay(UUID event) throws Exception {
        bus.awaitFinished(
                bus.tell(new ReplayRequested(UUID.randomUUID(), "notifier", event, Optional.empty(), UserName.of("olaf"))),
                "done");
    }

    private List<String> postsAbout(PublishCompleted run) {
        return discord.postsWith(run.run().toString());
    }

    private Optional<String> code(UUID event) {
        return transactions
                .inNew(() -> Sql.query(transactions, "look at an entry", row -> Optional.ofNullable(row.getString("code")),
                        "select code from inbox_entry where event_id = ?", event).stream().findFirst().flatMap(found -> found));
    }

    private int attempts(UUID event) {
        return transactions.inNew(() -> Sql.query(transactions, "look at an entry", row -> row.getInt("attempts"),
                "select attempts from inbox_entry where event_id = ?", event).getFirst());
    }
}
