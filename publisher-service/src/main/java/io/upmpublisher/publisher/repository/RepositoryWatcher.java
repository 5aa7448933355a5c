package io.upmpublisher.publisher.repository;

import java.time.Instant;

import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.events.RepositorySettings;

/** Who wants to hear what becomes of registrations, in the transaction that notes it. */
public interface RepositoryWatcher {

    /**
     * It was registered or changed. Settings that came late, after newer ones, are not told of.
     *
     * @param at when, by the clock of whoever tells
     */
    void changed(RepositoryName repository, RepositorySettings settings, Instant at);

    void removed(RepositoryName repository);
}
