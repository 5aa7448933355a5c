package io.upmpublisher.events;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a repository is to be treated, as it was when the event was made.
 *
 * @param branches the branches whose pushes publish, each a name or a {@link BranchPattern}
 * @param registry the configured name of the registry to publish to
 * @param maintenanceLines lines below the newest that may still be published, as in {@code 1.x} or {@code 2.3.x}
 * @param stopOn codes of warnings that stop a package here; absent where there are none
 * @param tags true if a published version gets a git tag; absent where it gets none
 * @param releases true if it gets a release on GitHub, and the tag that this needs; absent where it gets none
 * @param version counts the changes of the settings since the registration
 * @param registration numbers it: a repository that was removed and registered again has a higher one; absent where nobody
 *        registered it, and in what was told before registrations had numbers
 */
public record RepositorySettings(RepositoryStatus status, RepositoryMode mode, List<String> branches, String registry,
        List<String> maintenanceLines, Optional<List<String>> stopOn, Optional<Boolean> tags, Optional<Boolean> releases,
        long version, Optional<Long> registration) {

    public RepositorySettings {
        branches = List.copyOf(branches);
        maintenanceLines = List.copyOf(maintenanceLines);
        stopOn = stopOn.filter(codes -> !codes.isEmpty()).map(List::copyOf);
        tags = tags.filter(Boolean::booleanValue);
        releases = releases.filter(Boolean::booleanValue);
    }

    /** Of no registration that has a number. */
    public RepositorySettings(RepositoryStatus status, RepositoryMode mode, List<String> branches, String registry,
            List<String> maintenanceLines, Optional<List<String>> stopOn, Optional<Boolean> tags, Optional<Boolean> releases,
            long version) {
        this(status, mode, branches, registry, maintenanceLines, stopOn, tags, releases, version, Optional.empty());
    }

    /** As {@link Comparable#compareTo}, newer ones being greater; empty where these numbers are not there to tell. */
    public OptionalInt compareAge(RepositorySettings other) {
        if (registration.isEmpty() || other.registration.isEmpty()) {
            return OptionalInt.empty();
        }
        var registrations = registration.get().compareTo(other.registration.get());
        return OptionalInt.of(registrations != 0 ? registrations : Long.compare(version, other.version));
    }

    /** Whether a published version gets a tag, be it for its release. */
    public boolean wantsTags() {
        return tags.isPresent() || releases.isPresent();
    }
}
