package io.upmpublisher.changelog.run;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.upmpublisher.changelog.writeback.Written;
import io.upmpublisher.events.ChangelogCompleted;
import io.upmpublisher.events.ChangelogCompleted.Release;
import io.upmpublisher.events.CommitId;
import io.upmpublisher.events.Fault;
import io.upmpublisher.events.PublishCompleted;
import io.upmpublisher.messaging.outbox.Outbox;

/** Writes down what became of entries and tells it, each method inside the caller's fenced transaction. */
@ApplicationScoped
class EntryJournal {

    private final EntryRepository entries;
    private final Outbox outbox;
    private final Clock clock;

    EntryJournal(EntryRepository entries, Outbox outbox, Clock clock) {
        this.entries = entries;
        this.outbox = outbox;
        this.clock = clock;
    }

    void notePublished(PublishCompleted event) {
        Optional<CommitId> commit = event.commit().commit();
        commit.ifPresent(from -> PublishedPackage.in(event).forEach(published -> entries.note(PublishedVersion
                .of(event.repository(), published.name(), published.version(), from, event.run(), clock.instant()))));
    }

    /** Before the releases, so that it is known whatever becomes of those. */
    void noteWritten(PublishCompleted event, Written where) {
        entries.of(event.run(), event.revision()).forEach(entry -> entry.writtenTo(where));
    }

    void written(PublishCompleted event, Written where, Optional<Fault> left, List<Release> releases) {
        noteWritten(event, where);
        tell(event, where, left, releases);
    }

    void failed(PublishCompleted event, Fault fault, List<Release> releases) {
        entries.of(event.run(), event.revision()).forEach(entry -> entry.failedWith(fault.code()));
        tell(event, new Written.Nowhere(), Optional.of(fault), releases);
    }

    /** Ends what no attempt could say the end of: the changelogs may have been written all the same. */
    void cutOff(PublishCompleted event, Fault fault, List<Release> releases) {
        entries.of(event.run(), event.revision()).stream().flatMap(entry -> entry.written().stream()).findFirst()
                .ifPresentOrElse(where -> tell(event, where, Optional.empty(), releases),
                        () -> failed(event, fault, releases));
    }

    private void tell(PublishCompleted event, Written where, Optional<Fault> failure, List<Release> releases) {
        var told = entries.of(event.run(), event.revision()).stream().map(ChangelogEntry::told).toList();
        outbox.append(new ChangelogCompleted(event.run(), event.revision(), event.repository(), told, where.commit(),
                where.pullRequest(), failure, Optional.of(releases)));
    }
}
