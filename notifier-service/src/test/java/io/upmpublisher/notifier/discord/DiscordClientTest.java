package io.upmpublisher.notifier.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.upmpublisher.events.Fault;
import io.upmpublisher.notifier.announce.Sending;
import io.upmpublisher.testing.Discord;
import io.upmpublisher.testing.StandIns;

class DiscordClientTest {

    static final String MESSAGE = "{\"embeds\":[{\"title\":\"Hello 😀\"}]}";
    static final Duration ANSWER_WAIT = Duration.ofMillis(500);
    static StandIns standIns;
    Discord discord;

    @BeforeAll
    static void start(@TempDir Path gitRoot) {
        standIns = StandIns.start(0, gitRoot, URI.create("http://127.0.0.1:1"));
    }

    @AfterAll
    static void stop() {
        standIns.close();
    }

    @BeforeEach
    void newWebhook() {
        discord = Discord.at(standIns.url());
    }

    @Test
    void sendsOnceAndTellsTheMessagesId() throws Exception {
        assertThat(send()).isInstanceOfSatisfying(Sending.Sent.class,
                sent -> assertThat(sent.message()).get().asString().matches("1\\d{18}"));

        var post = discord.posts().getFirst();
        assertThat(discord.posts()).hasSize(1);
        assertThat(post.getBodyAsString()).isEqualTo(MESSAGE);
        assertThat(post.queryParameter("wait").firstValue()).isEqualTo("true");
        assertThat(post.queryParameter("thread_id").firstValue()).isEqualTo("987654321");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "no json", "[]", "{\"id\":17e99}", "{\"id\":{}}", "{\"id\":\"<b>\"}" })
    void countsAsSentWhateverTheBodyIs(String body) throws Exception {
        discord.acceptAndAnswer(body);

        assertThat(send()).isEqualTo(new Sending.Sent(Optional.empty(), Optional.empty()));
        assertThat(discord.posts()).hasSize(1);
    }

    @Test
    void countsAsSentWhenTheBodyIsEndless() throws Exception {
        discord.acceptAndAnswer("{\"id\":\"12\",\"content\":\"" + "x".repeat(500_000) + "\"}");

        assertThat(send()).isEqualTo(new Sending.Sent(Optional.empty(), Optional.empty()));
    }

    @Test
    void obeysTheFractionsOfRetryAfter() throws Exception {
        discord.limitRate(Duration.ofMillis(1_234));

        assertThat(send()).isInstanceOfSatisfying(Sending.TooFast.class, tooFast -> {
            assertThat(tooFast.pause()).isEqualTo(Duration.ofMillis(1_234));
            assertThat(tooFast.fault().code()).isEqualTo("DISCORD_RATE_LIMITED");
        });
        assertThat(discord.posts()).hasSize(1);
    }

    @Test
    void waitsAMinuteWhenARateLimitSaysNotHowLong() throws Exception {
        discord.fail(429);

        assertThat(send()).isInstanceOfSatisfying(Sending.TooFast.class,
                tooFast -> assertThat(tooFast.pause()).isEqualTo(Duration.ofMinutes(1)));
    }

    @Test
    void pausesBeforeTheLimitIsReached() throws Exception {
        discord.askForPauseAfter(Duration.ofMillis(700));

        assertThat(send()).isEqualTo(new Sending.Sent(Optional.of("1234567890123456789"), Optional.of(Duration.ofMillis(700))));
    }

    @Test
    void closesForAWebhookThatIsGone() throws Exception {
        discord.forget();

        assertThat(send()).isInstanceOfSatisfying(Sending.Closed.class, closed -> {
            assertThat(closed.fault().code()).isEqualTo("DISCORD_WEBHOOK_INVALID");
            assertThat(closed.fault().cause()).contains("404", "Unknown Webhook", "10015");
        });
    }

    @ParameterizedTest
    @ValueSource(ints = { 401, 403, 410 })
    void closesForACredentialThatIsRefused(int status) throws Exception {
        discord.fail(status);

        assertThat(send()).isInstanceOf(Sending.Closed.class);
        assertThat(discord.posts()).hasSize(1);
    }

    @Test
    void tellsWhatDiscordSaysOfAMessageThatItRefuses() throws Exception {
        discord.refuse();

        assertThat(send()).isInstanceOfSatisfying(Sending.Refused.class, refused -> {
            assertThat(refused.fault().cause()).contains("Invalid Form Body", "50035", "Must be 256 or fewer");
            assertThat(refused.fault().retryHelps()).isFalse();
        });
        assertThat(discord.posts()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = { 502, 503, 521, 523 })
    void countsAsNotSentWhereNobodyTookTheRequest(int status) throws Exception {
        discord.fail(status);

        assertThat(send()).isInstanceOf(Sending.NotSent.class);
        assertThat(discord.posts()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = { 500, 504, 520, 524 })
    void isUnknownWhereSomeoneTookTheRequest(int status) throws Exception {
        discord.fail(status);

        assertThat(send()).isInstanceOf(Sending.Unknown.class);
        assertThat(discord.posts()).hasSize(1);
    }

    @Test
    void isUnknownAfterATimeOut() throws Exception {
        discord.acceptAndStaySilent(ANSWER_WAIT.multipliedBy(4));

        assertThat(send()).isInstanceOfSatisfying(Sending.Unknown.class,
                unknown -> assertThat(unknown.fault().code()).isEqualTo("DISCORD_NO_ANSWER"));
        assertThat(discord.posts()).hasSize(1);
    }

    @Test
    void isUnknownAfterABrokenConnection() throws Exception {
        discord.acceptAndBreakOff();

        assertThat(send()).isInstanceOf(Sending.Unknown.class);
        assertThat(discord.posts()).hasSize(1);
    }

    @Test
    void countsAsNotSentWithoutAConnection() throws Exception {
        int closedPort;
        try (var socket = new ServerSocket(0)) {
            closedPort = socket.getLocalPort();
        }

        assertThat(client("http://127.0.0.1:" + closedPort + "/api/webhooks/1/some-secret-token").send(MESSAGE))
                .isInstanceOf(Sending.NotSent.class);
        assertThat(client("http://no-such-host.invalid/api/webhooks/1/some-secret-token", "no-such-host.invalid").send(MESSAGE))
                .isInstanceOf(Sending.NotSent.class);
    }

    @Test
    void followsNoRedirect() throws Exception {
        var elsewhere = Discord.at(standIns.url());
        discord.redirectTo(elsewhere.webhook());

        assertThat(send()).isInstanceOf(Sending.Closed.class);
        assertThat(elsewhere.posts()).isEmpty();
    }

    @Test
    void neverShowsTheWebhook() throws IOException, InterruptedException {
        var token = discord.webhook().getPath().substring(discord.webhook().getPath().lastIndexOf('/') + 1);
        discord.fail(404);
        var address = WebhookAddress.of(discord.webhook().toString(), Optional.empty(), Set.of());

        assertThat(address.toString()).doesNotContain(token);
        assertThat(address.redactFrom("Unknown webhook " + token + " 123456789012345678")).doesNotContain(token)
                .doesNotContain("123456789012345678");
        Fault fault = ((Sending.Closed) send()).fault();
        assertThat(fault.toString()).doesNotContain(token);
        assertThatThrownBy(() -> WebhookAddress.of("https://discord.example/{" + token, Optional.empty(), Set.of()))
                .hasNoCause().hasMessageNotContaining(token);
    }

    @Test
    void speaksPlainHttpOnlyToLoopbackAndNamedHosts() {
        assertThatThrownBy(() -> WebhookAddress.of("http://discord.com/api/webhooks/1/t", Optional.empty(), Set.of()))
                .hasMessageContaining("https");
        assertThatThrownBy(() -> WebhookAddress.of("ftp://127.0.0.1/x", Optional.empty(), Set.of()))
                .hasMessageContaining("https");
        assertThatThrownBy(() -> WebhookAddress.of("https://user@discord.com/x", Optional.empty(), Set.of()))
                .hasMessageContaining("user");
        assertThatThrownBy(() -> WebhookAddress.of("https://discord.com/x", Optional.of("1&x=2"), Set.of()))
                .hasMessageContaining("DISCORD_THREAD_ID");
        assertThat(WebhookAddress.of("http://chat.studio/x?y=1", Optional.of("7"), Set.of("chat.studio")).uri())
                .hasToString("http://chat.studio/x?y=1&wait=true&thread_id=7");
    }

    private Sending send() throws InterruptedException {
        return client(discord.webhook().toString()).send(MESSAGE);
    }

    private static DiscordClient client(String address, String... plainHttpHosts) {
        return new DiscordClient(WebhookAddress.of(address, Optional.of("987654321"), Set.of(plainHttpHosts)), ANSWER_WAIT);
    }
}
