package io.upmpublisher.git;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

import io.upmpublisher.events.CommitId;

/**
 * A commit to be made: its parent's files with some of them written anew.
 *
 * @param files contents by path; a file that is there keeps its mode
 */
public record NewCommit(CommitId parent, Map<String, byte[]> files, String message, Author author, Instant time) {
    public NewCommit {
        files = new TreeMap<>(files);
        if (files.isEmpty()) {
            throw new IllegalArgumentException("A commit needs a change");
        }
    }

    public record Author(String name, String address) {
    }
}
