package io.upmpublisher.git;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;

import org.eclipse.jgit.errors.IncorrectObjectTypeException;

/** Tells a damaged mirror, which heals by itself at the next fetch, from objects that came like this. */
final class ObjectFaults {
    private final MirrorLife mirror;

    ObjectFaults(MirrorLife mirror) {
        this.mirror = mirror;
    }

    <T> T guard(String what, Read<T> read) {
        try {
            return read.get();
        } catch (GitException e) {
            throw e;
        } catch (IOException e) {
            throw of(what, e);
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            // What JGit's parsers do with malformed trees and commits: they were hashed like this, fetching again cannot help.
            throw new GitException(GitFault.OBJECT_INVALID, "Git cannot parse " + what, e);
        }
    }

    GitException of(String what, IOException thrown) {
        return switch (thrown) {
            case InterruptedIOException e ->
                new GitException(GitFault.FETCH_INTERRUPTED, "Reading " + what + " was interrupted", e);
            case ClosedByInterruptException e ->
                new GitException(GitFault.FETCH_INTERRUPTED, "Reading " + what + " was interrupted",
                        e);
            case IncorrectObjectTypeException e ->
                new GitException(GitFault.OBJECT_INVALID, "Git finds another kind of object for "
                        + what, e);
            default -> damaged(what, thrown);
        };
    }

    private GitException damaged(String what, IOException thrown) {
        mirror.markCorrupt();
        return new GitException(GitFault.MIRROR_CORRUPT, "The mirror cannot give " + what, thrown);
    }

    @FunctionalInterface
    interface Read<T> {
        T get() throws IOException;
    }
}
