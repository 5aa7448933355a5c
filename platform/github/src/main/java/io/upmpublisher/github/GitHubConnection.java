package io.upmpublisher.github;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import com.fasterxml.jackson.databind.JsonNode;

import io.micrometer.core.instrument.MeterRegistry;
import io.upmpublisher.github.GitHubMeters.Outcome;

/** The way to one GitHub, with what it said about its limits. A process has one, whatever it asks for. */
public final class GitHubConnection {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    // The tree of a repository has up to 7 MB: https://docs.github.com/rest/git/trees
    private static final long MAX_ANSWER = 8 << 20;

    private final ApiBase base;
    private final Duration limit;
    private final Clock clock;
    private final GitHubMeters meters;
    private final Map<String, RequestGate> gates = new ConcurrentHashMap<>();
    // Redirections are followed by GitHubApi, which knows where credentials may go.
    private final HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER).build();

    /**
     * @param limit for a whole call, the answer's last byte included
     */
    public GitHubConnection(ApiBase base, Duration limit, Clock clock, MeterRegistry registry) {
        this.base = base;
        this.limit = limit;
        this.clock = clock;
        this.meters = new GitHubMeters(registry);
    }

    ApiBase base() {
        return base;
    }

    Clock clock() {
        return clock;
    }

    Deadline deadline() {
        return Deadline.in(limit);
    }

    /**
     * @throws GitHubLimitedException if GitHub turned it away because of a limit, or had said before that it would
     * @throws GitHubUnreachableException if no whole answer came
     */
    Reply send(Call call, Credential credential, Deadline deadline) throws InterruptedException {
        var gate = gates.computeIfAbsent(credential.holder(), holder -> new RequestGate(holder, clock));
        gate.enter(deadline.left());
        try {
            var reply = exchange(call, credential, deadline);
            reply.number("X-RateLimit-Remaining").ifPresent(remaining -> meters.remaining(credential.holder(), remaining));
            if (LimitSigns.areIn(reply)) {
                meters.requested(Outcome.LIMITED);
                throw gate.close(LimitSigns.pause(reply, clock.instant()));
            }
            gate.passed();
            meters.requested(Outcome.of(reply.status()));
            return reply;
        } catch (GitHubUnreachableException e) {
            meters.requested(Outcome.UNREACHABLE);
            throw e;
        } finally {
            gate.leave();
        }
    }

    // The request's own time limit ends with the answer's headers.
    private Reply exchange(Call call, Credential credential, Deadline deadline) throws InterruptedException {
        var left = deadline.left();
        var sent = client.sendAsync(request(call, credential, left),
                BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_ANSWER));
        try {
            return Reply.of(sent.get(left.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            throw call.unanswered("no whole answer came within " + limit.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            var cause = e.getCause();
            throw cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException
                    ? GitHubUnreachableException.beforeItWasSent("there is no connection to " + base, cause)
                    : call.unanswered("the connection to " + base + " failed", cause);
        } catch (IOException e) {
            throw call.unanswered("the answer could not be read", e);
        } finally {
            sent.cancel(true);
        }
    }

    private static HttpRequest request(Call call, Credential credential, Duration left) {
        var request = HttpRequest.newBuilder(call.address()).timeout(left)
                .header("Accept", "application/vnd.github+json")
                .header("X-GitHub-Api-Version", "2022-11-28")
                .header("User-Agent", "upm-auto-publisher");
        credential.token().ifPresent(token -> request.header("Authorization", "Bearer " + token));
        call.etag().ifPresent(etag -> request.header("If-None-Match", etag));
        call.body().ifPresent(body -> request.header("Content-Type", "application/json"));
        var body = call.body().map(json -> HttpRequest.BodyPublishers.ofString(json.toString()))
                .orElseGet(HttpRequest.BodyPublishers::noBody);
        return request.method(call.method(), body).build();
    }

    record Call(String method, URI address, Optional<JsonNode> body, Optional<String> etag) {

        static Call get(URI address) {
            return new Call("GET", address, Optional.empty(), Optional.empty());
        }

        boolean isRead() {
            return method.equals("GET");
        }

        Call at(URI other) {
            return new Call(method, other, body, etag);
        }

        GitHubUnreachableException unanswered(String reason, Throwable cause) {
            return isRead() ? GitHubUnreachableException.afterReading(reason, cause)
                    : GitHubUnreachableException.afterWriting(reason, cause);
        }
    }
}
