package io.upmpublisher.testing.github;

/**
 * A pull request that somebody opened.
 *
 * @param number counts within its repository
 * @param mergesItself whether it is to be merged as soon as that is allowed
 */
public record PullRequest(int number, String repository, String title, String text, String head, String base, boolean isOpen,
        boolean isMerged, boolean mergesItself) {

    PullRequest closed() {
        return new PullRequest(number, repository, title, text, head, base, false, isMerged, mergesItself);
    }

    PullRequest merged() {
        return new PullRequest(number, repository, title, text, head, base, false, true, mergesItself);
    }

    PullRequest mergingItself() {
        return new PullRequest(number, repository, title, text, head, base, isOpen, isMerged, true);
    }
}
