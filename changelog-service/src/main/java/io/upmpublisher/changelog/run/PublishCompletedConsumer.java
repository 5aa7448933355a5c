package io.upmpublisher.changelog.run;

import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import io.upmpublisher.changelog.writeback.Written;
import io.upmpublisher.events.EventType;
import io.upmpublisher.events.Fault;
import io.upmpublisher.events.PublishCompleted;
import io.upmpublisher.git.GitException;
import io.upmpublisher.messaging.inbox.EventConsumer;
import io.upmpublisher.messaging.inbox.GiveUp;
import io.upmpublisher.messaging.inbox.Received;
import io.upmpublisher.messaging.inbox.RetryLater;

/**
 * Writes the changelogs of what runs published, tags and releases it, and tells so by one {@code changelog.completed} for each
 * revision.
 */
@ApplicationScoped
class PublishCompletedConsumer implements EventConsumer<PublishCompleted> {

    private static final Logger LOG = Logger.getLogger(PublishCompletedConsumer.class);

    private final ChangelogRuns runs;
    private final ReleaseRuns releases;
    private final EntryJournal journal;

    PublishCompletedConsumer(ChangelogRuns runs, ReleaseRuns releases, EntryJournal journal) {
        this.runs = runs;
        this.releases = releases;
        this.journal = journal;
    }

    @Override
    public EventType consumes() {
        return EventType.PUBLISH_COMPLETED;
    }

    @Override
    public void on(Received<PublishCompleted> received) throws RetryLater, GiveUp, InterruptedException {
        var event = received.event();
        if (PublishedPackage.in(event).isEmpty()) {
            return;
        }
        received.record(() -> journal.notePublished(event));
        var changelogs = changelogs(received);
        var released = releases.perform(received);
        switch (changelogs) {
            case ChangelogRuns.Outcome.Written(Written where, var faults) ->
                end(received, released.later(),
                        () -> journal.written(event, where, faults.stream().findFirst(), released.releases()));
            case ChangelogRuns.Outcome.Failed(Fault fault) -> {
                LOG.warnf("the changelogs of run %s are not written: %s %s", event.run(), fault.code(), fault.cause());
                end(received, released.later(), () -> journal.failed(event, fault, released.releases()));
            }
        }
    }

    @Override
    public void givenUp(PublishCompleted event, String code, String cause) {
        if (!PublishedPackage.in(event).isEmpty()) {
            journal.failed(event, new Fault(code, cause, "Replay the dead letter once the cause is gone.", true), List.of());
        }
    }

    private ChangelogRuns.Outcome changelogs(Received<PublishCompleted> received)
            throws RetryLater, GiveUp, InterruptedException {
        try {
            return runs.perform(received);
        } catch (GitException e) {
            var fault = new Fault(e.code(), e.getMessage(), e.fault().remedy(), e.transientFault());
            if (!e.transientFault()) {
                return new ChangelogRuns.Outcome.Failed(fault);
            }
            if (!received.isLastAttempt()) {
                throw new RetryLater(e.code(), e.getMessage(), Optional.empty(), e);
            }
            throw new GiveUp(e.code(), e.getMessage(), e, () -> journal.failed(received.event(), fault, List.of()));
        }
    }

    // What is there is told with the last attempt; what is missing is left to a replay.
    private static void end(Received<PublishCompleted> received, Optional<RetryLater> later, Runnable lastStep)
            throws RetryLater, GiveUp {
        if (later.isEmpty()) {
            received.finish(lastStep);
            return;
        }
        if (!received.isLastAttempt()) {
            throw later.get();
        }
        throw new GiveUp(later.get().code(), later.get().getMessage(), later.get(), lastStep);
    }
}
