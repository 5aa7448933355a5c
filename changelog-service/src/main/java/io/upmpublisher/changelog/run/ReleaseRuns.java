package io.upmpublisher.changelog.run;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.upmpublisher.changelog.document.ChangelogFile;
import io.upmpublisher.changelog.history.Remote;
import io.upmpublisher.changelog.history.Repositories;
import io.upmpublisher.changelog.release.GitHub;
import io.upmpublisher.changelog.release.Refusable;
import io.upmpublisher.changelog.release.ReleaseEffect;
import io.upmpublisher.changelog.release.TagEffect;
import io.upmpublisher.changelog.release.TagNames;
import io.upmpublisher.events.ChangelogCompleted.Entry;
import io.upmpublisher.events.ChangelogCompleted.Release;
import io.upmpublisher.events.CommitId;
import io.upmpublisher.events.Fault;
import io.upmpublisher.events.PublishCompleted;
import io.upmpublisher.events.RepositorySettings;
import io.upmpublisher.git.GitException;
import io.upmpublisher.git.Mirror;
import io.upmpublisher.messaging.effect.EffectKey;
import io.upmpublisher.messaging.effect.EffectLedger;
import io.upmpublisher.messaging.effect.EffectResult;
import io.upmpublisher.messaging.inbox.Received;
import io.upmpublisher.messaging.inbox.RetryLater;

/** Sets the tags of what a run's revision published, and makes its releases, where the repository's settings ask for them. */
@ApplicationScoped
class ReleaseRuns {

    private static final String REPLAY = "Replay the dead letter once the cause is gone.";

    private final EntryRepository entries;
    private final Repositories repositories;
    private final GitHub gitHub;
    private final EffectLedger ledger;

    ReleaseRuns(EntryRepository entries, Repositories repositories, GitHub gitHub, EffectLedger ledger) {
        this.entries = entries;
        this.repositories = repositories;
        this.gitHub = gitHub;
        this.ledger = ledger;
    }

    Outcome perform(Received<PublishCompleted> received) throws InterruptedException {
        var event = received.event();
        var published = PublishedPackage.in(event);
        var commit = event.commit().commit();
        if (published.isEmpty() || commit.isEmpty() || !event.settings().map(ReleaseRuns::wantsAny).orElse(false)) {
            return new Outcome(List.of(), Optional.empty());
        }
        try {
            var remote = repositories.at(event.repository(), event.branch());
            try (var mirror = remote.open(commit.get())) {
                return new Work(received, remote, mirror, commit.get()).perform(published);
            }
        } catch (GitException e) {
            var fault = new Fault(e.code(), e.reason(), e.fault().remedy(), e.transientFault());
            return new Outcome(published.stream().map(each -> told(each, Optional.empty(), Optional.empty(),
                    Optional.of(fault))).toList(),
                    e.transientFault() ? Optional.of(new RetryLater(e.code(), e.getMessage(), Optional.empty(), e))
                            : Optional.empty());
        }
    }

    private static boolean wantsAny(RepositorySettings settings) {
        return settings.tags().isPresent() || settings.releases().isPresent();
    }

    private static Release told(PublishedPackage published, Optional<String> tag, Optional<URI> page, Optional<Fault> fault) {
        return new Release(published.path(), published.name(), published.version(), tag, page, fault);
    }

    /** One attempt at a revision. */
    private final class Work {

        private final Received<PublishCompleted> received;
        private final PublishCompleted event;
        private final Remote remote;
        private final Mirror mirror;
        private final CommitId commit;
        private final TagNames names;
        private final List<Entry> drafted;
        private Optional<RetryLater> later = Optional.empty();

        Work(Received<PublishCompleted> received, Remote remote, Mirror mirror, CommitId commit) {
            this.received = received;
            this.event = received.event();
            this.remote = remote;
            this.mirror = mirror;
            this.commit = commit;
            this.names = TagNames.at(mirror.tree(commit));
            this.drafted = QuarkusTransaction.requiringNew().call(() -> entries.of(event.run(), event.revision())).stream()
                    .map(ChangelogEntry::told).toList();
        }

        Outcome perform(List<PublishedPackage> published) throws InterruptedException {
            var releases = new ArrayList<Release>();
            for (var each : published) {
                releases.add(releaseOrFault(each));
            }
            return new Outcome(releases, later);
        }

        // What cannot be read for one takes nothing from what the others have already.
        private Release releaseOrFault(PublishedPackage published) throws InterruptedException {
            try {
                return release(published);
            } catch (GitException e) {
                var settled = e.transientFault() ? comeBack(new RetryLater(e.code(), e.getMessage(), Optional.empty(), e))
                        : new Settled(Optional.empty(),
                                Optional.of(new Fault(e.code(), e.reason(), e.fault().remedy(), false)));
                return told(published, Optional.empty(), Optional.empty(), settled.fault());
            }
        }

        private Release release(PublishedPackage published) throws InterruptedException {
            var tag = names.of(published.name(), published.version());
            var setTag = settle("tag", tag, new TagEffect(remote, mirror, tag, commit));
            if (setTag.fault().isPresent() || event.settings().flatMap(RepositorySettings::releases).isEmpty()) {
                return told(published, setTag.evidence(), Optional.empty(), setTag.fault());
            }
            var notes = new ReleaseEffect.Notes(tag, commit, published.name() + " " + published.version(), text(published),
                    published.version().isPrerelease());
            var made = settle("release", tag, new ReleaseEffect(gitHub.releases(), event.repository(), notes));
            return told(published, setTag.evidence(), made.evidence().map(URI::create), made.fault());
        }

        /** The entry that was drafted, else what the authors told themselves. */
        private String text(PublishedPackage published) {
            return drafted.stream().filter(entry -> entry.path().equals(published.path())).map(Entry::entry).findFirst()
                    .or(() -> new ChangelogFile(event.repository(), mirror.tree(commit), published.path())
                            .textOf(published.version()))
                    .orElse("");
        }

        private Settled settle(String kind, String tag, Refusable effect) throws InterruptedException {
            try {
                return switch (ledger.perform(new EffectKey(kind, event.repository().key() + "#" + tag + "@" + commit),
                        received, effect)) {
                    case EffectResult.Done(String evidence, boolean now) ->
                        new Settled(Optional.of(evidence), Optional.empty());
                    case EffectResult.Refused(String evidence) -> new Settled(Optional.empty(), Optional.of(effect.fault()));
                    case EffectResult.Unknown(String evidence) -> comeBack(new RetryLater("RELEASE_UNCONFIRMED", evidence));
                };
            } catch (RetryLater e) {
                return comeBack(e);
            } catch (GitException e) {
                return e.transientFault() ? comeBack(new RetryLater(e.code(), e.getMessage(), Optional.empty(), e))
                        : new Settled(Optional.empty(),
                                Optional.of(new Fault(e.code(), e.reason(), e.fault().remedy(), false)));
            }
        }

        // The first is told; the others are met again with it.
        private Settled comeBack(RetryLater e) {
            later = later.or(() -> Optional.of(e));
            return new Settled(Optional.empty(),
                    Optional.of(new Fault(e.code(), String.valueOf(e.getMessage()), REPLAY, true)));
        }
    }

    private record Settled(Optional<String> evidence, Optional<Fault> fault) {
    }

    /**
     * @param releases what is to be told of each package; empty where nothing was asked for
     * @param later what is to be tried again, if anything
     */
    record Outcome(List<Release> releases, Optional<RetryLater> later) {

        Outcome {
            releases = List.copyOf(releases);
        }
    }
}
