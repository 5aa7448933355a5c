package io.upmpublisher.ingress.discovery;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

import io.upmpublisher.github.AppNotInstalledException;
import io.upmpublisher.github.GitHubException;
import io.upmpublisher.github.GitHubLimitedException;
import io.upmpublisher.github.GitHubRefusedException;
import io.upmpublisher.github.GitHubUnreachableException;
import io.upmpublisher.github.Quota;
import io.upmpublisher.ingress.discovery.Discovery.State;
import io.upmpublisher.ingress.discovery.DiscoveryStore.Claim;
import io.upmpublisher.messaging.Transactions;

/** A search in the hands of this worker. What it records counts only as long as no other has taken the search over. */
final class ClaimedSearch {

    private static final int MAX_DOUBLINGS = 10;

    private final Claim claim;
    private final DiscoveryStore store;
    private final FoundRepositories repositories;
    private final Transactions transactions;
    private final DiscoveryConfig config;

    ClaimedSearch(Claim claim, DiscoveryStore store, FoundRepositories repositories, Transactions transactions,
            DiscoveryConfig config) {
        this.claim = claim;
        this.store = store;
        this.repositories = repositories;
        this.transactions = transactions;
        this.config = config;
    }

    Discovery search() {
        return claim.discovery();
    }

    /**
     * Gives a sign of life.
     *
     * @return false if another worker has the search
     */
    boolean isStillOurs() {
        return transactions.inNew(() -> store.extend(claim, config.lease()));
    }

    /** In one transaction; nothing, if another worker has the search. */
    <T> Optional<T> perform(Supplier<Optional<T>> step) {
        return transactions.inNew(() -> store.holds(claim) ? step.get() : Optional.empty());
    }

    void record(Runnable step) {
        perform(() -> {
            step.run();
            return Optional.empty();
        });
    }

    /** In a step that came further: the next is due, unless there is none, or it would take what is left to publishing. */
    void goOn(State next, Optional<Quota> quota) {
        var low = quota.filter(known -> known.isBelow(config.reserve()));
        if (next == State.READING && !repositories.hasListed(search().id())) {
            store.end(claim, State.DONE, Optional.empty(), Optional.empty());
        } else if (low.isPresent()) {
            store.waitFor(claim, low.get().untilReset(), "GITHUB_QUOTA_RESERVED", low.get().remaining() + " of "
                    + low.get().limit() + " requests are left of GitHub's quota. They are kept for publishing; the search goes "
                    + "on when GitHub counts anew.", 0);
        } else {
            store.goOn(claim);
        }
    }

    /** Waits without counting that as a failure of GitHub. */
    void waitFor(Duration pause, String code, String cause) {
        record(() -> store.waitFor(claim, pause, code, cause, search().attempts()));
    }

    void fail(String code, String cause) {
        record(() -> store.end(claim, State.FAILED, Optional.of(code), Optional.of(cause)));
    }

    /** GitHub is away: the same step is tried again, for a while. */
    void tryAgain(String code, String cause) {
        var attempts = search().attempts() + 1;
        if (attempts >= config.attempts()) {
            fail(code, cause);
        } else {
            record(() -> store.waitFor(claim, delay(search().attempts()), code, cause, attempts));
        }
    }

    /** No step was done, and none failed. */
    void giveBack() {
        record(() -> store.giveBack(claim));
    }

    void failed(GitHubException e) {
        var cause = String.valueOf(e.getMessage());
        switch (e) {
            case GitHubLimitedException limited -> waitFor(limited.pause(), e.code(), cause);
            case GitHubUnreachableException unreachable -> tryAgain(e.code(), cause);
            case GitHubRefusedException refused -> fail(e.code(), cause);
            case AppNotInstalledException notInstalled -> fail(e.code(), cause);
        }
    }

    /** @param failures how many there were before */
    Duration delay(int failures) {
        return config.firstDelay().multipliedBy(1L << Math.min(failures, MAX_DOUBLINGS));
    }
}
