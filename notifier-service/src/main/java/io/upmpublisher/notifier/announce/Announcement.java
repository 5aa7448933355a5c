package io.upmpublisher.notifier.announce;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import io.upmpublisher.events.AlarmRaised;
import io.upmpublisher.events.AlarmResolved;
import io.upmpublisher.events.ChangelogCompleted;
import io.upmpublisher.events.PublishCompleted;
import io.upmpublisher.events.RunId;

/** Something that people are told once. */
public sealed interface Announcement {

    /** Unique within a channel. */
    String identity();

    /** The repository, or what the alarm is about. */
    String about();

    default Optional<PublishCompleted> run() {
        return Optional.empty();
    }

    /** How a revision of a run ended. */
    record RunEnded(PublishCompleted outcome, Optional<ChangelogCompleted> changelog) implements Announcement {

        /** Whether there is something to tell: a run that only skipped is no news. */
        boolean isNews() {
            var counts = outcome.counts();
            return outcome.failure().isPresent() || counts.published() + counts.failed() + counts.held() > 0;
        }

        boolean mayGetChangelog() {
            return outcome.counts().published() > 0;
        }

        RunEnded with(Optional<ChangelogCompleted> found) {
            return new RunEnded(outcome, found);
        }

        @Override
        public String identity() {
            return identity(outcome.run(), outcome.revision());
        }

        static String identity(RunId run, int revision) {
            return run + "/" + revision;
        }

        @Override
        public String about() {
            return outcome.repository().toString();
        }

        @Override
        public Optional<PublishCompleted> run() {
            return Optional.of(outcome);
        }
    }

    /**
     * @param event the id of the event that told of it
     */
    record Raised(AlarmRaised alarm, UUID event, Instant at) implements Announcement {

        @Override
        public String identity() {
            return "alarm/" + event;
        }

        @Override
        public String about() {
            return alarm.about();
        }
    }

    /**
     * @param event the id of the event that told of it
     */
    record Resolved(AlarmResolved alarm, UUID event, Instant at) implements Announcement {

        @Override
        public String identity() {
            return "alarm/" + event;
        }

        @Override
        public String about() {
            return alarm.about();
        }
    }
}
