package io.upmpublisher.changelog.draft;

import java.util.List;

/** Something that tells what commits mean to a package's users. */
interface ChangelogModel {

    Answer draft(DraftRequest request) throws InterruptedException;

    sealed interface Answer {

        /**
         * @param bullets at least one; each cites commits of the request
         */
        record Drafted(List<Bullet> bullets) implements Answer {
        }

        /**
         * @param reason for the log; without anything secret, and without the model's own words
         */
        record Unusable(String reason) implements Answer {
        }
    }
}
