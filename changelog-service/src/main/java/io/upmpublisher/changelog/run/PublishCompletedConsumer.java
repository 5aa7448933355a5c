package io.upmpublisher.changelog.run;

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

/** Writes the changelogs of what runs published, and tells so by one {@code changelog.completed} for each revision. */
@ApplicationScoped
class PublishCompletedConsumer implements EventConsumer<PublishCompleted> {

    private static final Logger LOG = Logger.getLogger(PublishCompletedConsumer.class);

    private final ChangelogRuns runs;
    private final EntryJournal journal;

    PublishCompletedConsumer(ChangelogRuns runs, EntryJournal journal) {
        this.runs = runs;
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
        try {
            switch (runs.perform(received)) {
                case ChangelogRuns.Outcome.Written(Written where, var faults) ->
                    received.finish(() -> journal.written(event, where, faults.stream().findFirst()));
                case ChangelogRuns.Outcome.Failed(Fault fault) -> {
                    LOG.warnf("the changelogs of run %s are not written: %s %s", event.run(), fault.code(), fault.cause());
                    received.finish(() -> journal.failed(event, fault));
                }
            }
        } catch (GitException e) {
            repositoryUnusable(received, e);
        }
    }

    @Override
    public void givenUp(PublishCompleted event, String code, String cause) {
        if (!PublishedPackage.in(event).isEmpty()) {
            journal.failed(event, new Fault(code, cause, "Replay the dead letter once the cause is gone.", true));
        }
    }

    private void repositoryUnusable(Received<PublishCompleted> received, GitException e) throws RetryLater, GiveUp {
        if (e.transientFault() && !received.isLastAttempt()) {
            throw new RetryLater(e.code(), e.getMessage(), Optional.empty(), e);
        }
        var fault = new Fault(e.code(), e.getMessage(), e.fault().remedy(), e.transientFault());
        if (e.transientFault()) {
            throw new GiveUp(e.code(), e.getMessage(), e, () -> journal.failed(received.event(), fault));
        }
        LOG.warnf("the changelogs of run %s are not written: %s", received.event().run(), e.getMessage());
        received.finish(() -> journal.failed(received.event(), fault));
    }
}
