package io.upmpublisher.changelog.run;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.upmpublisher.changelog.document.ChangelogFile;
import io.upmpublisher.changelog.draft.DraftRequest;
import io.upmpublisher.changelog.draft.Drafts;
import io.upmpublisher.changelog.history.CommitRanges;
import io.upmpublisher.changelog.history.PackageVersion;
import io.upmpublisher.changelog.history.Remote;
import io.upmpublisher.changelog.history.Repositories;
import io.upmpublisher.changelog.writeback.Revision;
import io.upmpublisher.changelog.writeback.WriteBacks;
import io.upmpublisher.changelog.writeback.Written;
import io.upmpublisher.events.CommitId;
import io.upmpublisher.events.Fault;
import io.upmpublisher.events.PublishCompleted;
import io.upmpublisher.events.SemVersion;
import io.upmpublisher.git.GitException;
import io.upmpublisher.git.Mirror;
import io.upmpublisher.messaging.MessagingException;
import io.upmpublisher.messaging.effect.EffectKey;
import io.upmpublisher.messaging.effect.EffectLedger;
import io.upmpublisher.messaging.effect.EffectResult;
import io.upmpublisher.messaging.inbox.LostClaim;
import io.upmpublisher.messaging.inbox.Received;
import io.upmpublisher.messaging.inbox.RetryLater;

/** Brings the entries of a run's revision into its repository, as far as one attempt gets. */
@ApplicationScoped
class ChangelogRuns {

    private final EntryRepository entries;
    private final Repositories repositories;
    private final Drafts drafts;
    private final WriteBacks writeBacks;
    private final EffectLedger ledger;
    private final Clock clock;

    ChangelogRuns(EntryRepository entries, Repositories repositories, Drafts drafts, WriteBacks writeBacks, EffectLedger ledger,
            Clock clock) {
        this.entries = entries;
        this.repositories = repositories;
        this.drafts = drafts;
        this.writeBacks = writeBacks;
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * @throws RetryLater if the service is stopping
     */
    Outcome perform(Received<PublishCompleted> received) throws RetryLater, InterruptedException {
        try {
            return draftAndWrite(received);
        } catch (RetryLater e) {
            return new Outcome.Open(Unfinished.of(e));
        } catch (GitException e) {
            return e.transientFault() ? new Outcome.Open(Unfinished.of(e)) : new Outcome.Failed(Unfinished.faultOf(e));
        } catch (LostClaim | MessagingException e) {
            throw e;
        } catch (RuntimeException e) {
            return new Outcome.Open(Unfinished.of(e));
        }
    }

    private Outcome draftAndWrite(Received<PublishCompleted> received) throws RetryLater, InterruptedException {
        var event = received.event();
        var remote = repositories.at(event.repository(), event.branch());
        if (!inTransaction(event).isEmpty() || draft(received, remote)) {
            return writeBack(received, remote);
        }
        return new Outcome.Written(new Written.Nowhere(), List.of());
    }

    private List<ChangelogEntry> inTransaction(PublishCompleted event) {
        return QuarkusTransaction.requiringNew().call(() -> entries.of(event.run(), event.revision()));
    }

    /** False if the authors told of every version themselves. */
    private boolean draft(Received<PublishCompleted> received, Remote remote) throws InterruptedException {
        var event = received.event();
        var head = remote.head();
        var until = event.commit().commit().orElse(head);
        var drafted = new ArrayList<ChangelogEntry>();
        try (var mirror = openWith(remote, head, until)) {
            var ranges = new CommitRanges(mirror, repositories.own());
            var end = mirror.leadsTo(until, until) ? until : head;
            for (var published : PublishedPackage.in(event)) {
                if (!new ChangelogFile(event.repository(), mirror.tree(head), published.path()).tells(published.version())) {
                    drafted.add(draft(event, published, ranges, end));
                }
            }
        }
        received.record(() -> drafted.forEach(entries::persist));
        return !drafted.isEmpty();
    }

    private ChangelogEntry draft(PublishCompleted event, PublishedPackage published, CommitRanges ranges, CommitId end)
            throws InterruptedException {
        Map<SemVersion, CommitId> known = QuarkusTransaction.requiringNew()
                .call(() -> entries.published(event.repository(), published.name()));
        var range = ranges.of(new PackageVersion(published.path(), published.version(), published.before(), known), end);
        var draft = drafts.draft(new DraftRequest(published.name(), published.version(), range.commits()));
        return ChangelogEntry.of(event, published, range, draft, clock.instant());
    }

    // A force push may have removed the commit since; what is on the branch now tells the same as far as it goes.
    private static Mirror openWith(Remote remote, CommitId head, CommitId until) {
        try {
            return remote.open(head, until);
        } catch (GitException e) {
            if (!e.fault().isCommitMissing()) {
                throw e;
            }
            return remote.open(head);
        }
    }

    private Outcome writeBack(Received<PublishCompleted> received, Remote remote) throws RetryLater, InterruptedException {
        var event = received.event();
        var told = inTransaction(event).stream().map(ChangelogEntry::told).toList();
        var revision = new Revision(event.run(), event.revision(), LocalDate.ofInstant(event.finishedAt(), ZoneOffset.UTC),
                told);
        var writeBack = writeBacks.of(remote, revision);
        var key = new EffectKey("changelog", event.run() + "/" + event.revision() + "/" + event.repository().key());
        return switch (ledger.perform(key, received, writeBack)) {
            // The ledger remembers what was written, not what was left out.
            case EffectResult.Done(String evidence, boolean now) ->
                new Outcome.Written(Written.of(evidence), now ? writeBack.faults() : writeBack.standingFaults());
            case EffectResult.Refused(String evidence) -> new Outcome.Failed(writeBack.faults().getFirst());
            case EffectResult.Unknown(String evidence) -> throw new RetryLater("CHANGELOG_UNCONFIRMED", evidence);
        };
    }

    /** How far the changelogs came. */
    sealed interface Outcome {

        /**
         * @param faults of packages that are left out
         */
        record Written(io.upmpublisher.changelog.writeback.Written where, List<Fault> faults) implements Outcome {
        }

        record Failed(Fault fault) implements Outcome {
        }

        /** It is for another attempt. */
        record Open(Unfinished unfinished) implements Outcome {
        }
    }
}
