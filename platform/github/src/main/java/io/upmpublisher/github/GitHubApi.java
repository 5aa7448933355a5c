package io.upmpublisher.github;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import io.upmpublisher.github.GitHubConnection.Call;

/**
 * GitHub's REST API (https://docs.github.com/rest). Paths are given below the base and encoded, as in
 * {@code /repos/studio/game}. Every method throws {@link GitHubLimitedException}, {@link GitHubRefusedException},
 * {@link AppNotInstalledException} and {@link GitHubUnreachableException}; any other answer is a value.
 */
public final class GitHubApi {

    private static final int MAX_REDIRECTS = 5;

    private final GitHubConnection connection;
    private final GitHubCredentials credentials;

    public GitHubApi(GitHubConnection connection, GitHubCredentials credentials) {
        this.connection = connection;
        this.credentials = credentials;
    }

    /** A part of a path or a value of a query, as it goes there. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    public GitHubAnswer get(As as, String path) throws InterruptedException {
        return send(as, Call.get(connection.base().resolve(path)));
    }

    /** Only what is not as it was when GitHub gave this ETag; else the answer says that it is not modified. */
    public GitHubAnswer getIfChanged(As as, String path, String etag) throws InterruptedException {
        return send(as, new Call("GET", connection.base().resolve(path), Optional.empty(), Optional.of(etag)));
    }

    /**
     * @param path with {@code per_page}, if the pages shall be larger than GitHub's
     */
    public GitHubPages pages(As as, String path, int maxPages) {
        return new GitHubPages(connection.base().resolve(path), maxPages, address -> send(as, Call.get(address)));
    }

    public GitHubAnswer post(As as, String path, JsonNode body) throws InterruptedException {
        return write(as, "POST", path, Optional.of(body));
    }

    /** For what takes no body, as a redelivery. */
    public GitHubAnswer post(As as, String path) throws InterruptedException {
        return write(as, "POST", path, Optional.empty());
    }

    public GitHubAnswer put(As as, String path, JsonNode body) throws InterruptedException {
        return write(as, "PUT", path, Optional.of(body));
    }

    public GitHubAnswer patch(As as, String path, JsonNode body) throws InterruptedException {
        return write(as, "PATCH", path, Optional.of(body));
    }

    public GitHubAnswer delete(As as, String path) throws InterruptedException {
        return write(as, "DELETE", path, Optional.empty());
    }

    /** For what is deleted only if it is still as the caller saw it, as a file. */
    public GitHubAnswer delete(As as, String path, JsonNode body) throws InterruptedException {
        return write(as, "DELETE", path, Optional.of(body));
    }

    /** Whether there is a credential at all; without one only what is public can be read. */
    public boolean hasCredentials() {
        return credentials.areGiven();
    }

    /** Whether {@link As#app()} can be asked as. */
    public boolean isApp() {
        return credentials.forApp().isPresent();
    }

    private GitHubAnswer write(As as, String method, String path, Optional<JsonNode> body) throws InterruptedException {
        return send(as, new Call(method, connection.base().resolve(path), body, Optional.empty()));
    }

    private GitHubAnswer send(As as, Call call) throws InterruptedException {
        return switch (as) {
            case As.Owner(var login) -> sendFor(login, call);
            case As.App() -> accepted(follow(call, credentials.forApp()
                    .orElseThrow(() -> new IllegalStateException("There is no GitHub App to ask as"))));
        };
    }

    private GitHubAnswer sendFor(String owner, Call call) throws InterruptedException {
        var credential = credentials.forOwner(owner);
        var answer = follow(call, credential);
        if (answer.status() != 401) {
            return answer;
        }
        // A token may end before its time, as after the App was installed anew.
        credential.token().ifPresent(token -> credentials.forget(owner, token));
        var renewed = credentials.forOwner(owner);
        return accepted(renewed.equals(credential) ? answer : follow(call, renewed));
    }

    private GitHubAnswer follow(Call call, Credential credential) throws InterruptedException {
        var deadline = connection.deadline();
        var movedTo = Optional.<URI> empty();
        var reply = connection.send(call, credential, deadline);
        for (var redirects = 0; reply.isRedirect(); redirects++) {
            movedTo = location(reply);
            // Elsewhere the credential has no business, and what was written would be written somewhere unexpected.
            if (!call.isRead() || redirects == MAX_REDIRECTS || movedTo.filter(connection.base()::owns).isEmpty()) {
                break;
            }
            reply = connection.send(call.at(movedTo.get()), credential, deadline);
        }
        return answer(reply, movedTo);
    }

    private GitHubAnswer answer(Reply reply, Optional<URI> movedTo) {
        var next = reply.nextLink().flatMap(link -> resolved(reply, link)).filter(connection.base()::owns);
        return new GitHubAnswer(reply.status(), reply.body(), movedTo, reply.header("ETag"), next,
                LimitSigns.quota(reply, connection.clock().instant()));
    }

    private static Optional<URI> location(Reply reply) {
        return reply.header("Location").flatMap(location -> resolved(reply, location));
    }

    private static Optional<URI> resolved(Reply reply, String address) {
        try {
            return Optional.of(reply.from().resolve(address));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static GitHubAnswer accepted(GitHubAnswer answer) {
        if (answer.status() == 401) {
            throw new GitHubRefusedException("GitHub does not accept the credential: " + answer.message());
        }
        return answer;
    }
}
