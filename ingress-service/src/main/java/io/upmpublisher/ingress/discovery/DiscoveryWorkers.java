package io.upmpublisher.ingress.discovery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.upmpublisher.github.AppNotInstalledException;
import io.upmpublisher.github.GitHubException;
import io.upmpublisher.github.GitHubLimitedException;
import io.upmpublisher.github.GitHubRefusedException;
import io.upmpublisher.github.GitHubUnreachableException;
import io.upmpublisher.ingress.discovery.Discovery.State;
import io.upmpublisher.ingress.discovery.DiscoveryStore.Claim;
import io.upmpublisher.messaging.Loop;
import io.upmpublisher.messaging.Transactions;

/**
 * Brings searches on, a step at a time: a page of the list, or one repository. Each step is recorded before the next, so that a
 * search that was cut off goes on where it was.
 */
@ApplicationScoped
class DiscoveryWorkers {

    private static final int MAX_DOUBLINGS = 10;

    private final DiscoveryStore store;
    private final GitHubRepositories gitHub;
    private final Transactions transactions;
    private final DiscoveryConfig config;
    private final List<Loop> loops = new ArrayList<>();

    DiscoveryWorkers(DiscoveryStore store, GitHubRepositories gitHub, Transactions transactions, DiscoveryConfig config) {
        this.store = store;
        this.gitHub = gitHub;
        this.transactions = transactions;
        this.config = config;
    }

    void start(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) StartupEvent event) {
        for (var worker = 1; worker <= config.atOnce(); worker++) {
            loops.add(new Loop("discovery-" + worker, store.signal(), this::oneStep));
        }
        loops.forEach(Loop::start);
    }

    void stop(@Observes ShutdownEvent event) {
        loops.forEach(Loop::beginStop);
        loops.forEach(loop -> loop.stop(Duration.ofSeconds(5)));
    }

    Duration oneStep() throws InterruptedException {
        var claimed = transactions.inNew(() -> store.claimDue(config.lease()));
        if (claimed.isEmpty()) {
            return config.every();
        }
        store.signal().raise();
        var claim = claimed.get();
        try {
            step(claim);
        } catch (GitHubException e) {
            failed(claim, e);
        }
        return Duration.ZERO;
    }

    private void step(Claim claim) throws InterruptedException {
        switch (claim.discovery().state()) {
            case LISTING -> list(claim);
            case READING -> readNext(claim);
            case DONE, FAILED -> {
                // Not claimed any more.
            }
        }
    }

    private void list(Claim claim) throws InterruptedException {
        var search = claim.discovery();
        var page = search.pages() + 1;
        var listing = search.listing();
        var listed = gitHub.list(listing, search.owner(), page);
        if (listed.answer().status() == 404 && page == 1 && listing.equals("orgs")) {
            listing = "users";
            listed = gitHub.list(listing, search.owner(), page);
        }
        var answer = listed.answer();
        if (!answer.isSuccess()) {
            end(claim, State.FAILED, Optional.of(answer.status() == 404 ? "OWNER_NOT_FOUND" : "GITHUB_ANSWER_UNEXPECTED"),
                    Optional.of("GitHub answered to the list of " + search.owner() + "'s repositories with status "
                            + answer.status() + ": " + answer.message()));
            return;
        }
        var isEnough = page * GitHubRepositories.PAGE_SIZE >= config.maxRepositories();
        var next = listed.hasMore() && !isEnough ? State.LISTING : State.READING;
        var from = listing;
        var found = listed;
        recorded(claim, () -> {
            store.add(search.id(), found.repositories());
            store.listedPage(claim, from, page, found.hasMore() && isEnough, next);
        });
    }

    private void readNext(Claim claim) throws InterruptedException {
        var search = claim.discovery().id();
        var next = transactions.inNew(() -> store.nextListed(search));
        if (next.isEmpty()) {
            end(claim, State.DONE, Optional.empty(), Optional.empty());
            return;
        }
        var found = gitHub.read(next.get());
        recorded(claim, () -> {
            store.record(search, found);
            store.goOn(claim);
        });
    }

    private void failed(Claim claim, GitHubException e) {
        var cause = String.valueOf(e.getMessage());
        switch (e) {
            case GitHubLimitedException limited ->
                recorded(claim, () -> store.waitFor(claim, limited.pause(), e.code(), cause, false));
            case GitHubUnreachableException unreachable -> {
                if (claim.discovery().attempts() + 1 >= config.attempts()) {
                    end(claim, State.FAILED, Optional.of(e.code()), Optional.of(cause));
                } else {
                    recorded(claim, () -> store.waitFor(claim, delay(claim), e.code(), cause, true));
                }
            }
            case GitHubRefusedException refused -> end(claim, State.FAILED, Optional.of(e.code()), Optional.of(cause));
            case AppNotInstalledException notInstalled ->
                end(claim, State.FAILED, Optional.of(e.code()), Optional.of(cause));
        }
    }

    private Duration delay(Claim claim) {
        return config.firstDelay().multipliedBy(1L << Math.min(claim.discovery().attempts(), MAX_DOUBLINGS));
    }

    private void end(Claim claim, State state, Optional<String> code, Optional<String> cause) {
        recorded(claim, () -> store.end(claim, state, code, cause));
    }

    private void recorded(Claim claim, Runnable step) {
        transactions.runInNew(() -> {
            if (store.holds(claim)) {
                step.run();
            }
        });
    }
}
