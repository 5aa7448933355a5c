package io.upmpublisher.testing;

import java.time.Instant;
import java.util.List;

/** A commit as a push payload describes it: with the files it touched, but not their content. */
public record PushedCommit(String id, String message, String author, Instant time, List<String> added, List<String> removed,
        List<String> modified) {
    public PushedCommit {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
        modified = List.copyOf(modified);
    }

    public static PushedCommit modifying(String id, String message, String... paths) {
        return new PushedCommit(id, message, "sam", Instant.parse("2026-01-05T09:00:00Z"), List.of(), List.of(),
                List.of(paths));
    }

    public static PushedCommit adding(String id, String message, String... paths) {
        return new PushedCommit(id, message, "sam", Instant.parse("2026-01-05T09:00:00Z"), List.of(paths), List.of(),
                List.of());
    }
}
