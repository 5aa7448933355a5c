package io.upmpublisher.testing.github;

/**
 * A release that somebody made.
 *
 * @param target what the request named for a tag that is missing
 */
public record Release(long id, String repository, String tag, String target, String name, String text, boolean isDraft,
        boolean isPrerelease) {
}
