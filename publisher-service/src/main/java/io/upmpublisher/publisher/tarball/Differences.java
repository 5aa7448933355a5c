package io.upmpublisher.publisher.tarball;

import java.util.List;
import java.util.Optional;

/**
 * In what a tarball differs from a commit; in nothing, if there is none.
 *
 * @param isWhole whether there are no others
 */
public record Differences(List<FileDifference> files, boolean isWhole) {

    public Differences {
        files = List.copyOf(files);
    }

    /** Of the first, as a clause that names files of the commit only. */
    public Optional<String> clause() {
        return files.stream().findFirst().map(FileDifference::clause);
    }
}
