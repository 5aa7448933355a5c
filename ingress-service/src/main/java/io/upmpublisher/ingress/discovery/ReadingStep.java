package io.upmpublisher.ingress.discovery;

import java.util.Optional;

import io.upmpublisher.github.GitHubException;
import io.upmpublisher.github.GitHubUnreachableException;
import io.upmpublisher.ingress.discovery.Discovery.State;
import io.upmpublisher.ingress.discovery.FoundRepositories.Begun;

/** Looks at one repository. One that cannot be looked at, for whatever reason, keeps no other from it. */
final class ReadingStep {

    private static final String REMEDY = " Register it if it has packages, its probe tells; or begin a new search.";

    private final FoundRepositories repositories;
    private final GitHubRepositories gitHub;
    private final DiscoveryConfig config;

    ReadingStep(FoundRepositories repositories, GitHubRepositories gitHub, DiscoveryConfig config) {
        this.repositories = repositories;
        this.gitHub = gitHub;
        this.config = config;
    }

    void take(ClaimedSearch claimed) throws InterruptedException {
        var next = claimed.perform(() -> repositories.beginNext(claimed.search().id()));
        if (next.isEmpty()) {
            claimed.record(() -> claimed.goOn(State.READING, Optional.empty()));
            return;
        }
        var begun = next.get();
        if (begun.earlier() >= config.repositoryAttempts()) {
            // What ends the process or outlasts the lease would do so for ever.
            seen(claimed, Look.at(begun.repository().unreadable("It was begun " + begun.earlier()
                    + " times and never done, because the service ended or it took too long." + REMEDY)));
            return;
        }
        try {
            switch (look(claimed, begun)) {
                case Look.Seen seen -> seen(claimed, seen);
                case Look.Failed failed -> failed(claimed, begun, failed);
                case Look.Abandoned abandoned -> {
                    // What the other worker records counts.
                }
            }
        } catch (GitHubException e) {
            uncount(claimed, begun);
            claimed.failed(e);
        } catch (InterruptedException e) {
            uncount(claimed, begun);
            claimed.giveBack();
            throw e;
        }
    }

    private Look look(ClaimedSearch claimed, Begun begun) throws InterruptedException {
        try {
            return gitHub.read(begun.repository(), claimed::isStillOurs);
        } catch (GitHubUnreachableException e) {
            return new Look.Failed(e.code(), String.valueOf(e.getMessage()), Optional.empty());
        }
    }

    private void seen(ClaimedSearch claimed, Look.Seen seen) {
        claimed.record(() -> {
            repositories.record(claimed.search().id(), seen.found());
            claimed.goOn(State.READING, seen.quota());
        });
    }

    // A tree that is too large for GitHub, or for here, looks like GitHub being away, and would look so for ever.
    private void failed(ClaimedSearch claimed, Begun begun, Look.Failed failed) throws InterruptedException {
        var repository = begun.repository();
        if (!gitHub.isThere(claimed.search().owner())) {
            uncount(claimed, begun);
            claimed.tryAgain(failed.code(), failed.cause());
        } else if (begun.earlier() + 1 >= config.repositoryAttempts()) {
            seen(claimed, new Look.Seen(repository.unreadable(failed.cause() + REMEDY), failed.quota()));
        } else if (isAnotherFirst(claimed, begun)) {
            claimed.record(() -> claimed.goOn(State.READING, failed.quota()));
        } else {
            claimed.waitFor(claimed.delay(begun.earlier()), failed.code(), repository.repository() + ": " + failed.cause());
        }
    }

    private boolean isAnotherFirst(ClaimedSearch claimed, Begun begun) {
        return claimed.perform(() -> Optional.of(repositories.hasListed(claimed.search().id(), begun.earlier() + 1)))
                .orElse(false);
    }

    private void uncount(ClaimedSearch claimed, Begun begun) {
        claimed.record(() -> repositories.uncount(claimed.search().id(), begun.repository()));
    }
}
