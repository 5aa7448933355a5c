package io.upmpublisher.ingress.reality;

import java.util.List;
import java.util.Optional;

import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.events.RepositoryProbed;

/**
 * What is known of a repository as it is.
 *
 * @param probe as the publisher last read it, or could not
 * @param host as its git host last showed it
 */
public record Reality(RepositoryName repository, Optional<RepositoryProbed> probe, Optional<HostView> host, List<Flag> flags) {

    public Reality {
        flags = List.copyOf(flags);
    }

    static Reality unknown(RepositoryName repository) {
        return new Reality(repository, Optional.empty(), Optional.empty(), List.of());
    }
}
