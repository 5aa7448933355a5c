package io.upmpublisher.publisher.registry;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

import io.upmpublisher.publisher.http.Deadline;
import io.upmpublisher.publisher.http.DirectClient;
import io.upmpublisher.publisher.http.Redirects;
import io.upmpublisher.publisher.http.RetryAfter;

/**
 * HTTP as it may be spoken with one registry: the token on every request, bounded answers, no proxy, and no redirect that
 * leaves the registry. The JDK's client repeats a GET by itself, once, when a kept connection turns out to be closed; it never
 * repeats a PUT or DELETE of which a byte was sent.
 */
final class RegistryHttp implements AutoCloseable {

    private final Registry registry;
    private final RegistryLimits limits;
    private final RetryPolicy retries;
    private final Clock clock;
    private final Pause pause;
    private final RandomGenerator random = RandomGenerator.getDefault();
    private final HttpClient client;

    RegistryHttp(Registry registry, RegistryLimits limits, RetryPolicy retries, Clock clock, Pause pause) {
        this.registry = registry;
        this.limits = limits;
        this.retries = retries;
        this.clock = clock;
        this.pause = pause;
        this.client = DirectClient.connectingWithin(limits.connect());
    }

    /** Turns a successful answer's body into a value; whatever it throws other than "invalid" is a broken connection. */
    @FunctionalInterface
    interface Body<T> {
        T read(InputStream body) throws IOException;
    }

    /** An answer to a request that changes something. */
    record Reply(int status, String text, Optional<Duration> retryAfter) {
    }

    private sealed interface Attempt<T> {

        record Settled<T>(Lookup<T> lookup) implements Attempt<T> {
        }

        record Passing<T>(RegistryProblem problem) implements Attempt<T> {
        }

        record Redirected<T>(Optional<String> location) implements Attempt<T> {
        }
    }

    <T> Lookup<T> get(URI uri, long maxBytes, Body<T> body) throws InterruptedException {
        for (var attempt = 1;; attempt++) {
            switch (followed(uri, maxBytes, body)) {
                case Attempt.Settled<T>(var lookup) -> {
                    return lookup;
                }
                case Attempt.Redirected<T> redirected -> {
                    return new Lookup.Unavailable<>(redirect());
                }
                case Attempt.Passing<T>(var problem) -> {
                    if (attempt == retries.readAttempts() || !waited(attempt, problem.retryAfter())) {
                        return new Lookup.Unavailable<>(problem);
                    }
                }
            }
        }
    }

    /** One PUT; an exception leaves open whether it was obeyed, unless {@link PutAnswer} can tell. */
    Reply put(URI uri, BodyPublisher body) throws IOException, InterruptedException {
        return change(request(uri).header("Content-Type", "application/json").PUT(body).build());
    }

    Reply delete(URI uri) throws IOException, InterruptedException {
        return change(request(uri).method("DELETE", BodyPublishers.noBody()).build());
    }

    /** Pauses before the next attempt; false if the registry wants more patience than a worker may have. */
    boolean waited(int attempt, Optional<Duration> retryAfter) throws InterruptedException {
        var wait = retries.pauseAfter(attempt, retryAfter, random);
        if (wait.isPresent()) {
            pause.take(wait.get());
        }
        return wait.isPresent();
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private Reply change(HttpRequest request) throws IOException, InterruptedException {
        return Deadline.within(limits.transfer(), () -> {
            var response = client.send(request, BodyHandlers.ofInputStream());
            try (var in = response.body()) {
                return new Reply(response.statusCode(), errorText(response, in), RetryAfter.in(response.headers(), clock));
            }
        });
    }

    private <T> Attempt<T> followed(URI start, long maxBytes, Body<T> body) throws InterruptedException {
        var uri = start;
        for (var redirects = 0; redirects <= Redirects.MOST; redirects++) {
            var attempt = tried(uri, maxBytes, body);
            if (!(attempt instanceof Attempt.Redirected<T>(var location))) {
                return attempt;
            }
            var next = location.flatMap(new Redirect(registry, uri)::target);
            if (next.isEmpty()) {
                return attempt;
            }
            uri = next.get();
        }
        return new Attempt.Redirected<>(Optional.empty());
    }

    private <T> Attempt<T> tried(URI uri, long maxBytes, Body<T> body) throws InterruptedException {
        var request = request(uri).timeout(limits.answer()).GET().build();
        try {
            return Deadline.within(limits.transfer(), () -> {
                var response = client.send(request, BodyHandlers.ofInputStream());
                try (var in = response.body()) {
                    return judge(response, new CappedStream(in, maxBytes), body);
                }
            });
        } catch (InvalidAnswerException e) {
            return new Attempt.Settled<>(new Lookup.Unavailable<>(RegistryProblem.of(RegistryCode.REGISTRY_ANSWER_INVALID,
                    "Registry " + registry.name() + " gave an answer that cannot be used: " + e.getMessage() + ".")));
        } catch (IOException e) {
            return new Attempt.Passing<>(RegistryProblem.of(RegistryCode.REGISTRY_UNREACHABLE, "Registry " + registry.name()
                    + " did not answer a read (" + e.getClass().getSimpleName() + ").")); // a message may hold addresses
        }
    }

    private <T> Attempt<T> judge(HttpResponse<InputStream> response, InputStream in, Body<T> body) throws IOException {
        var status = response.statusCode();
        if (Redirects.isRedirect(status)) {
            return new Attempt.Redirected<>(response.headers().firstValue("Location"));
        }
        return switch (status) {
            case 200 -> new Attempt.Settled<>(new Lookup.Found<>(body.read(in)));
            case 404, 410 -> new Attempt.Settled<>(new Lookup.Absent<>());
            case 401 -> refused(RegistryCode.REGISTRY_CREDENTIAL_REFUSED, "does not accept the token", response, in);
            case 403 -> refused(RegistryCode.REGISTRY_FORBIDDEN, "does not let this token read the package", response, in);
            case 429 -> new Attempt.Passing<>(rateLimited(RetryAfter.in(response.headers(), clock)));
            default -> status >= 500 || status == 408 || status == 425
                    ? new Attempt.Passing<>(new RegistryProblem(RegistryCode.REGISTRY_UNREACHABLE,
                            "Registry " + registry.name() + " answered a read with status " + status + ".",
                            RetryAfter.in(response.headers(), clock)))
                    : refused(RegistryCode.REGISTRY_ANSWER_INVALID, "answered a read with status " + status, response, in);
        };
    }

    RegistryProblem rateLimited(Optional<Duration> retryAfter) {
        return new RegistryProblem(RegistryCode.REGISTRY_RATE_LIMITED,
                "Registry " + registry.name() + " limits how often it may be asked.", retryAfter);
    }

    RegistryProblem redirect() {
        return RegistryProblem.of(RegistryCode.REGISTRY_REDIRECT_REFUSED, "Registry " + registry.name()
                + " redirects to another place, or in circles; the token was not sent there.");
    }

    private <T> Attempt<T> refused(RegistryCode code, String what, HttpResponse<?> response, InputStream in)
            throws IOException {
        var said = errorText(response, in);
        return new Attempt.Settled<>(new Lookup.Unavailable<>(RegistryProblem.of(code,
                "Registry " + registry.name() + " " + what + (said.isEmpty() ? "." : ": " + said))));
    }

    private String errorText(HttpResponse<?> response, InputStream in) throws IOException {
        return response.statusCode() < 400 ? "" : ErrorText.read(in, registry.token());
    }

    private HttpRequest.Builder request(URI uri) {
        return HttpRequest.newBuilder(uri)
                .header("Authorization", registry.token().authorization())
                .header("User-Agent", DirectClient.USER_AGENT)
                .header("Accept", "application/json, */*;q=0.5")
                .header("Cache-Control", "no-cache");
    }
}
