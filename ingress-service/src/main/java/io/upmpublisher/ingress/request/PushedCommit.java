package io.upmpublisher.ingress.request;

import java.util.List;
import java.util.Optional;

import io.upmpublisher.events.CommitId;

/**
 * One commit as a push lists it.
 *
 * @param id empty where it makes no sense
 * @param authorAddress only to know the system's own commits by; it enters no event
 * @param files all that it added, removed or modified, as far as they are listed; empty where there is no list
 */
public record PushedCommit(Optional<CommitId> id, String message, Optional<String> authorAddress,
        Optional<List<String>> files) {

    public PushedCommit {
        files = files.map(List::copyOf);
    }
}
