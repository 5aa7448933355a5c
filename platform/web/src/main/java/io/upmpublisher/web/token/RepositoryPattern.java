package io.upmpublisher.web.token;

import io.upmpublisher.events.RepositoryName;

/** {@code owner/*} or {@code owner/name}, compared as GitHub does: without regard to case. */
public record RepositoryPattern(String owner, String name) {

    private static final String ANY = "*";

    /** @throws IllegalArgumentException for any other form */
    static RepositoryPattern parse(String text) {
        var any = text.endsWith("/" + ANY);
        // The name stands in for the star, so that the owner meets the same rules as everywhere.
        var repository = RepositoryName.parse(any ? text.substring(0, text.length() - 1) + "any" : text);
        return new RepositoryPattern(repository.owner(), any ? ANY : repository.name());
    }

    boolean matches(RepositoryName repository) {
        return owner.equalsIgnoreCase(repository.owner()) && (name.equals(ANY) || name.equalsIgnoreCase(repository.name()));
    }
}
