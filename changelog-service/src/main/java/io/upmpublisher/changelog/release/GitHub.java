package io.upmpublisher.changelog.release;

import java.util.Optional;

/**
 * By what means releases are made.
 *
 * @param releases missing without a credential for the API
 */
public record GitHub(Optional<GitHubReleases> releases) {
}
