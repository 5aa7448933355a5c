package io.upmpublisher.testing;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;

/**
 * One webhook of the {@link StandIns}, in this process or another: what was posted to it, and how it behaves. It behaves as
 * <a href="https://discord.com/developers/docs/topics/rate-limits">Discord documents</a>.
 */
public final class Discord {

    private final WireMock server;
    private final URI base;
    private final String path;
    private final List<StubMapping> faults = new ArrayList<>();

    private Discord(URI base, String path) {
        this.base = base;
        this.path = path;
        this.server = new WireMock(base.getScheme(), base.getHost(), base.getPort());
    }

    /** A webhook that no other test knows, at the stand-ins' address. */
    public static Discord at(URI standIns) {
        return new Discord(standIns, "/api/webhooks/123456789012345678/token-" + UUID.randomUUID());
    }

    /** The webhook that a service is configured with. */
    public static Discord ofWebhook(URI webhook) {
        return new Discord(webhook, webhook.getPath());
    }

    public URI webhook() {
        return base.resolve(path);
    }

    /** What was posted, in the order of arrival, whatever was answered. */
    public List<LoggedRequest> posts() {
        return server.find(postRequestedFor(urlPathEqualTo(path))).stream()
                .sorted(Comparator.comparing(LoggedRequest::getLoggedDate)).toList();
    }

    /** The bodies of the posts that hold a text. */
    public List<String> postsWith(String text) {
        return posts().stream().map(LoggedRequest::getBodyAsString).filter(body -> body.contains(text)).toList();
    }

    /** The bodies of the posts that hold a text and were taken. */
    public List<String> takenWith(String text) {
        return server.getServeEvents().stream()
                .filter(served -> served.getRequest().getUrl().startsWith(path) && served.getResponse().getStatus() < 300)
                .map(served -> served.getRequest().getBodyAsString()).filter(body -> body.contains(text)).toList();
    }

    /** 429, with the pause in fractions of seconds in the body and in whole ones in the header. */
    public void limitRate(Duration retryAfter) {
        var seconds = String.format(Locale.ROOT, "%.3f", retryAfter.toMillis() / 1000.0);
        answer(json(429, "{\"message\":\"You are being rate limited.\",\"retry_after\":" + seconds + ",\"global\":false}")
                .withHeader("Retry-After", Long.toString((retryAfter.toMillis() + 999) / 1000))
                .withHeader("X-RateLimit-Scope", "shared"));
    }

    /** 404: somebody deleted the webhook. */
    public void forget() {
        answer(json(404, "{\"message\":\"Unknown Webhook\",\"code\":10015}"));
    }

    /** 400: something about the message is wrong. */
    public void refuse() {
        answer(invalidForm());
    }

    /** 400 for messages that hold the text; all others are taken. */
    public void refuseThoseWith(String text) {
        mend();
        faults.add(server.register(
                post(urlPathEqualTo(path)).withRequestBody(containing(text)).atPriority(1).willReturn(invalidForm())));
    }

    private static ResponseDefinitionBuilder invalidForm() {
        return json(400, "{\"message\":\"Invalid Form Body\",\"code\":50035,\"errors\":{\"embeds\":{\"0\":{\"title\":"
                + "{\"_errors\":[{\"code\":\"BASE_TYPE_MAX_LENGTH\",\"message\":\"Must be 256 or fewer in length.\"}]}}}}}");
    }

    public void fail(int status) {
        answer(aResponse().withStatus(status).withHeader("Content-Type", "text/html").withBody("<html>" + status + "</html>"));
    }

    /** The message is taken, and the answer comes too late. */
    public void acceptAndStaySilent(Duration silence) {
        answer(json(200, "{\"id\":\"1234567890123456789\"}").withFixedDelay((int) silence.toMillis()));
    }

    /** The message is taken, and the connection breaks before the answer. */
    public void acceptAndBreakOff() {
        answer(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
    }

    /** The message is taken, and the answer is no JSON. */
    public void acceptAndAnswer(String body) {
        answer(json(200, body));
    }

    public void redirectTo(URI elsewhere) {
        answer(aResponse().withStatus(307).withHeader("Location", elsewhere.toString()));
    }

    /** As {@link StandIns} answers without a fault, and tells that no more messages may follow for a while. */
    public void askForPauseAfter(Duration pause) {
        answer(json(200, "{\"id\":\"1234567890123456789\"}").withHeader("X-RateLimit-Remaining", "0")
                .withHeader("X-RateLimit-Reset-After", String.format(Locale.ROOT, "%.3f", pause.toMillis() / 1000.0)));
    }

    /** Behaves well again. */
    public void mend() {
        faults.forEach(server::removeStubMapping);
        faults.clear();
    }

    private void answer(ResponseDefinitionBuilder answer) {
        mend();
        faults.add(server.register(post(urlPathEqualTo(path)).atPriority(1).willReturn(answer)));
    }

    private static ResponseDefinitionBuilder json(int status, String body) {
        return aResponse().withStatus(status).withHeader("Content-Type", "application/json").withBody(body);
    }
}
