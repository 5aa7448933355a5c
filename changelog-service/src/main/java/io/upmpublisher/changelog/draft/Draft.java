package io.upmpublisher.changelog.draft;

import io.upmpublisher.events.ChangelogCompleted.Origin;

/**
 * @param text in Markdown, without the heading of the version
 */
public record Draft(Origin origin, String text) {
}
