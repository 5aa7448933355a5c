package io.upmpublisher.git;

import java.util.Optional;

import io.upmpublisher.events.CommitId;

/**
 * Which commits of a mirror with whole history are meant.
 *
 * @param until the newest
 * @param since excluded with all that leads to it
 * @param path a file or a folder that they touched; the empty path is everything
 * @param limit how many at most, the newest first
 */
public record LogRequest(CommitId until, Optional<CommitId> since, String path, int limit) {
    public LogRequest {
        if (limit < 1) {
            throw new IllegalArgumentException("The limit of a log is at least 1");
        }
    }

    public static LogRequest of(CommitId until, int limit) {
        return new LogRequest(until, Optional.empty(), "", limit);
    }

    public LogRequest since(CommitId commit) {
        return new LogRequest(until, Optional.of(commit), path, limit);
    }

    public LogRequest touching(String path) {
        return new LogRequest(until, since, path, limit);
    }
}
