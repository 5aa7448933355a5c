package io.upmpublisher.events;

import java.util.List;
import java.util.Optional;

/**
 * How a repository is to be treated, as it was when the event was made.
 *
 * @param branches the branches whose pushes publish, each a name or a {@link BranchPattern}
 * @param registry the configured name of the registry to publish to
 * @param maintenanceLines lines below the newest that may still be published, as in {@code 1.x} or {@code 2.3.x}
 * @param stopOn codes of warnings that stop a package here; absent where there are none
 * @param tags true if a published version gets a git tag; absent where it gets none
 * @param releases true if it gets a release on GitHub, and the tag that this needs; absent where it gets none
 * @param version counts the changes of the settings
 */
public record RepositorySettings(RepositoryStatus status, RepositoryMode mode, List<String> branches, String registry,
        List<String> maintenanceLines, Optional<List<String>> stopOn, Optional<Boolean> tags, Optional<Boolean> releases,
        long version) {

    public RepositorySettings {
        branches = List.copyOf(branches);
        maintenanceLines = List.copyOf(maintenanceLines);
        stopOn = stopOn.filter(codes -> !codes.isEmpty()).map(List::copyOf);
        tags = tags.filter(Boolean::booleanValue);
        releases = releases.filter(Boolean::booleanValue);
    }

    /** Whether a published version gets a tag, be it for its release. */
    public boolean wantsTags() {
        return tags.isPresent() || releases.isPresent();
    }
}
