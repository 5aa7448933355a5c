package io.upmpublisher.changelog.document;

import java.util.Map;

import io.upmpublisher.events.Fault;

/** What telling of a version does to a package's changelog. */
public sealed interface ChangelogEdit {

    /**
     * @param files contents by their paths in the repository
     */
    record Written(Map<String, byte[]> files) implements ChangelogEdit {
    }

    /** The file tells of the version already. */
    record Told() implements ChangelogEdit {
    }

    record Refused(Fault fault) implements ChangelogEdit {
    }
}
