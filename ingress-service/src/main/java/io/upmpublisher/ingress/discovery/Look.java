package io.upmpublisher.ingress.discovery;

import java.util.Optional;

import io.upmpublisher.github.Quota;

/** What became of looking at a repository. */
sealed interface Look {

    static Seen at(FoundRepository found) {
        return new Seen(found, Optional.empty());
    }

    /**
     * It is known what is there, or that it cannot be read.
     *
     * @param quota after the last request, where GitHub said it
     */
    record Seen(FoundRepository found, Optional<Quota> quota) implements Look {
    }

    /**
     * GitHub's answer is of no use; the next may be.
     *
     * @param quota as in {@link Seen}
     */
    record Failed(String code, String cause, Optional<Quota> quota) implements Look {
    }

    /** The search is another worker's by now. */
    record Abandoned() implements Look {
    }
}
