package io.upmpublisher.publisher.probe;

import io.upmpublisher.events.RepositoryProbed;

/** Who wants to hear what registered repositories are, in the transaction that tells of it. */
public interface ProbeWatcher {

    void probed(RepositoryProbed probed);
}
