package io.upmpublisher.git;

import org.eclipse.jgit.lib.EmptyProgressMonitor;

/** JGit asks between objects, which also ends the long computing after the last byte came. */
final class UntilInterrupted extends EmptyProgressMonitor {
    @Override
    public boolean isCancelled() {
        return Thread.currentThread().isInterrupted();
    }
}
