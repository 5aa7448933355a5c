package io.upmpublisher.github;

import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;

/** The tokens of a GitHub App: one for each owner that installed it, kept for most of the hour that it is valid. */
public final class AppCredentials implements GitHubCredentials {

    private final AppIdentity app;
    private final Installations installations;
    private final Clock clock;
    /** The last answer for an owner, or the one that is being waited for: however many want it, GitHub is asked once. */
    private final Map<String, CompletableFuture<Access>> accesses = new ConcurrentHashMap<>();

    public AppCredentials(AppIdentity app, GitHubConnection connection) {
        this.app = app;
        this.installations = new Installations(new GitHubApi(connection, new AsAppOnly(app)), connection.clock());
        this.clock = connection.clock();
    }

    @Override
    public Credential forOwner(String owner) throws InterruptedException {
        return switch (accessTo(owner)) {
            case Access.Granted(var credential, _) -> credential;
            case Access.NotInstalled _ -> throw new AppNotInstalledException(owner);
        };
    }

    @Override
    public Optional<Credential> forApp() {
        return Optional.of(app.credential());
    }

    @Override
    public void forget(String owner, String token) {
        accesses.computeIfPresent(key(owner), (_, access) -> holds(access, token) ? null : access);
    }

    private Access accessTo(String owner) throws InterruptedException {
        while (true) {
            var mine = new CompletableFuture<Access>();
            var access = accesses.compute(key(owner), (_, known) -> known != null && isStillGood(known) ? known : mine);
            if (access == mine) {
                return ask(owner, mine);
            }
            try {
                return access.get();
            } catch (CancellationException e) {
                // Whoever asked was interrupted; that is no reason for others not to ask.
            } catch (ExecutionException e) {
                if (e.getCause() instanceof GitHubException fault) {
                    throw fault;
                }
                throw new IllegalStateException("No token could be asked for", e.getCause());
            }
        }
    }

    private Access ask(String owner, CompletableFuture<Access> answer) throws InterruptedException {
        try {
            var access = installations.open(owner);
            answer.complete(access);
            return access;
        } catch (RuntimeException e) {
            answer.completeExceptionally(e);
            throw e;
        } finally {
            answer.cancel(false);
        }
    }

    private boolean isStillGood(CompletableFuture<Access> known) {
        return !known.isDone()
                || known.state() == CompletableFuture.State.SUCCESS && clock.instant().isBefore(known.resultNow().until());
    }

    private static boolean holds(CompletableFuture<Access> access, String token) {
        return access.state() == CompletableFuture.State.SUCCESS
                && access.resultNow() instanceof Access.Granted(var granted, _)
                && granted.token().filter(token::equals).isPresent();
    }

    // GitHub's names differ by more than their case.
    private static String key(String owner) {
        return owner.toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return "AppCredentials[" + app + "]";
    }

    /** What GitHub says of an owner, and until when it is believed. */
    sealed interface Access {

        Instant until();

        record Granted(Credential credential, Instant until) implements Access {
        }

        record NotInstalled(Instant until) implements Access {
        }
    }

    private record AsAppOnly(AppIdentity app) implements GitHubCredentials {

        @Override
        public Credential forOwner(String owner) {
            throw new IllegalStateException("An App asks for a token as itself");
        }

        @Override
        public Optional<Credential> forApp() {
            return Optional.of(app.credential());
        }
    }
}
