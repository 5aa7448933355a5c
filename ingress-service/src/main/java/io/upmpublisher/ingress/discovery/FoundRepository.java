package io.upmpublisher.ingress.discovery;

import java.util.List;
import java.util.Optional;

import io.upmpublisher.events.RepositoryName;

/**
 * A repository of the owner.
 *
 * @param truncated whether GitHub left out a part of its files, and packages may be missing here
 * @param cause why it could not be looked at
 * @param registeredAs its status, where it is registered
 */
record FoundRepository(RepositoryName repository, Optional<String> defaultBranch, boolean archived, boolean fork,
        boolean isPrivate, State state, boolean truncated, List<FoundPackage> packages, Optional<String> cause,
        Optional<String> registeredAs) {

    FoundRepository {
        packages = List.copyOf(packages);
    }

    enum State {
        /** It is known, and was not looked at so far. */
        LISTED,
        READ,
        UNREADABLE
    }

    static FoundRepository listed(RepositoryName repository, Optional<String> defaultBranch, boolean archived, boolean fork,
            boolean isPrivate) {
        return new FoundRepository(repository, defaultBranch, archived, fork, isPrivate, State.LISTED, false, List.of(),
                Optional.empty(), Optional.empty());
    }

    FoundRepository read(List<FoundPackage> found, boolean isTruncated) {
        return new FoundRepository(repository, defaultBranch, archived, fork, isPrivate, State.READ, isTruncated, found,
                Optional.empty(), registeredAs);
    }

    FoundRepository unreadable(String why) {
        return new FoundRepository(repository, defaultBranch, archived, fork, isPrivate, State.UNREADABLE, false, List.of(),
                Optional.of(why), registeredAs);
    }
}
