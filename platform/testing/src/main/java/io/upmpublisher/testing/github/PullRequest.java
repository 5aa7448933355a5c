package io.upmpublisher.testing.github;

/**
 * A pull request that somebody opened.
 *
 * @param number counts within its repository
 */
public record PullRequest(int number, String repository, String title, String text, String head, String base, boolean isOpen) {

    PullRequest closed() {
        return new PullRequest(number, repository, title, text, head, base, false);
    }
}
