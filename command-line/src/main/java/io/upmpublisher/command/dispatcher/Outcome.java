package io.upmpublisher.command.dispatcher;

import io.upmpublisher.events.RepositoryName;

/** What came of it for one repository, as the report has it. */
sealed interface Outcome {

    RepositoryName repository();

    String text();

    /**
     * @param isInForce whether the default branch has the change already
     */
    record Done(RepositoryName repository, String text, boolean isInForce) implements Outcome {
    }

    record Nothing(RepositoryName repository, String text) implements Outcome {
    }

    /** What a dry run would do. */
    record Planned(RepositoryName repository, String text) implements Outcome {
    }

    record Refused(RepositoryName repository, String cause, String remedy) implements Outcome {

        @Override
        public String text() {
            return cause + " → " + remedy;
        }
    }

    /** As in reports, and in this order there. */
    default String word() {
        return switch (this) {
            case Done _ -> "done";
            case Nothing _ -> "nothing to do";
            case Planned _ -> "would";
            case Refused _ -> "refused";
        };
    }
}
