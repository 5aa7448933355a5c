package io.upmpublisher.ingress.discovery;

import io.upmpublisher.github.GitHubException;
import io.upmpublisher.ingress.discovery.Discovery.State;
import io.upmpublisher.ingress.discovery.GitHubRepositories.Listed;

/** Takes a page of the list of an owner's repositories. */
final class ListingStep {

    private final DiscoveryStore store;
    private final FoundRepositories repositories;
    private final GitHubRepositories gitHub;
    private final DiscoveryConfig config;

    ListingStep(DiscoveryStore store, FoundRepositories repositories, GitHubRepositories gitHub, DiscoveryConfig config) {
        this.store = store;
        this.repositories = repositories;
        this.gitHub = gitHub;
        this.config = config;
    }

    void take(ClaimedSearch claimed) throws InterruptedException {
        var search = claimed.search();
        if (search.attempts() >= config.attempts()) {
            claimed.fail("DISCOVERY_INTERRUPTED", "Page " + (search.pages() + 1) + " of the list was begun "
                    + search.attempts() + " times and never done.");
            return;
        }
        try {
            var listed = gitHub.list(search.listing(), search.owner(), search.pages() + 1);
            var isNoOrganisation = listed.answer().status() == 404 && search.pages() == 0 && search.listing().equals("orgs");
            if (!isNoOrganisation) {
                taken(claimed, search.listing(), listed);
            } else if (claimed.isStillOurs()) {
                taken(claimed, "users", gitHub.list("users", search.owner(), 1));
            }
        } catch (GitHubException e) {
            claimed.failed(e);
        } catch (InterruptedException e) {
            claimed.giveBack();
            throw e;
        }
    }

    private void taken(ClaimedSearch claimed, String listing, Listed listed) {
        if (!listed.isList()) {
            refused(claimed, listed);
            return;
        }
        var search = claimed.search();
        var page = search.pages() + 1;
        var isEnough = page * GitHubRepositories.PAGE_SIZE >= config.maxRepositories();
        var next = listed.hasMore() && !isEnough ? State.LISTING : State.READING;
        var isCutOff = search.cutOff() || listed.leftOut() || listed.hasMore() && isEnough;
        claimed.record(() -> {
            repositories.add(search.id(), listed.repositories());
            store.listedPage(search.id(), listing, page, isCutOff, next);
            claimed.goOn(next, listed.answer().quota());
        });
    }

    private static void refused(ClaimedSearch claimed, Listed listed) {
        var answer = listed.answer();
        var cause = "GitHub answered to the list of " + claimed.search().owner() + "'s repositories with status "
                + answer.status() + ": " + answer.message();
        // Neither GitHub's trouble nor what a proxy says in its place says anything about the owner.
        if (answer.status() >= 500 || answer.isSuccess() || !answer.body().isObject()) {
            claimed.tryAgain("GITHUB_ANSWER_UNEXPECTED", cause);
        } else {
            claimed.fail(answer.status() == 404 ? "OWNER_NOT_FOUND" : "GITHUB_ANSWER_UNEXPECTED", cause);
        }
    }
}
