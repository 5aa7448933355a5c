package io.upmpublisher.changelog.run;

import java.util.ArrayList;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import io.upmpublisher.changelog.writeback.Written;
import io.upmpublisher.events.EventType;
import io.upmpublisher.events.Fault;
import io.upmpublisher.events.PublishCompleted;
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
        var changelogs = runs.perform(received);
        if (changelogs instanceof ChangelogRuns.Outcome.Written(Written where, var faults)) {
            received.record(() -> journal.noteWritten(event, where));
        }
        var released = releases.perform(received, isTextToCome(received, changelogs));
        end(received, changelogs, released);
    }

    @Override
    public void givenUp(PublishCompleted event, String code, String cause) {
        if (!PublishedPackage.in(event).isEmpty()) {
            var fault = new Fault(code, cause, "Replay the dead letter once the cause is gone.", true);
            journal.cutOff(event, fault, ReleaseRuns.allFailed(event, fault));
        }
    }

    // A release keeps the text that it is made with, so it is not made without one while there may still be one.
    private static boolean isTextToCome(Received<PublishCompleted> received, ChangelogRuns.Outcome changelogs) {
        return changelogs instanceof ChangelogRuns.Outcome.Open && !received.isLastAttempt();
    }

    // What is there is told with the last attempt; what is missing is left to a replay.
    private void end(Received<PublishCompleted> received, ChangelogRuns.Outcome changelogs, ReleaseRuns.Outcome released)
            throws RetryLater, GiveUp {
        var open = new ArrayList<RetryLater>();
        if (changelogs instanceof ChangelogRuns.Outcome.Open(Unfinished unfinished)) {
            open.add(unfinished.later());
        }
        released.later().ifPresent(open::add);
        var later = Unfinished.latest(open);
        if (later.isEmpty()) {
            received.finish(() -> tell(received.event(), changelogs, released));
        } else if (received.isLastAttempt()) {
            throw new GiveUp(later.get().code(), later.get().getMessage(), later.get(),
                    () -> tell(received.event(), changelogs, released));
        } else {
            throw later.get();
        }
    }

    private void tell(PublishCompleted event, ChangelogRuns.Outcome changelogs, ReleaseRuns.Outcome released) {
        switch (changelogs) {
            case ChangelogRuns.Outcome.Written(Written where, var faults) ->
                journal.written(event, where, faults.stream().findFirst(), released.releases());
            case ChangelogRuns.Outcome.Failed(Fault fault) -> {
                LOG.warnf("the changelogs of run %s are not written: %s %s", event.run(), fault.code(), fault.cause());
                journal.failed(event, fault, released.releases());
            }
            case ChangelogRuns.Outcome.Open(Unfinished(var later, Fault fault)) ->
                journal.failed(event, fault, released.releases());
        }
    }
}
