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
import io.upmpublisher.changelog.release.VersionTag;
import io.upmpublisher.events.ChangelogCompleted.Entry;
import io.upmpublisher.events.ChangelogCompleted.Release;
import io.upmpublisher.events.CommitId;
import io.upmpublisher.events.Fault;
import io.upmpublisher.events.PublishCompleted;
import io.upmpublisher.events.RepositorySettings;
import io.upmpublisher.git.GitException;
import io.upmpublisher.git.Mirror;
import io.upmpublisher.messaging.MessagingException;
import io.upmpublisher.messaging.effect.EffectKey;
import io.upmpublisher.messaging.effect.EffectLedger;
import io.upmpublisher.messaging.effect.EffectResult;
import io.upmpublisher.messaging.inbox.LostClaim;
import io.upmpublisher.messaging.inbox.Received;
import io.upmpublisher.messaging.inbox.RetryLater;

/** Sets the tags of what a run's revision published, and makes its releases, where the repository's settings ask for them. */
@ApplicationScoped
class ReleaseRuns {

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

    /**
     * @param textToCome whether entries that are not there may be at the next attempt
     * @throws RetryLater if the service is stopping
     */
    Outcome perform(Received<PublishCompleted> received, boolean textToCome) throws RetryLater, InterruptedException {
        var event = received.event();
        var wanted = wanted(event);
        if (wanted.isEmpty()) {
            return new Outcome(List.of(), Optional.empty());
        }
        try {
            var commit = event.commit().commit().orElseThrow();
            var remote = repositories.at(event.repository(), event.branch());
            try (var mirror = remote.open(commit)) {
                return new Work(received, remote, mirror, commit, textToCome).perform(wanted);
            }
        } catch (GitException e) {
            return e.transientFault() ? noneOf(event, Unfinished.of(e))
                    : new Outcome(allFailed(event, Unfinished.faultOf(e)), Optional.empty());
        } catch (LostClaim | MessagingException e) {
            throw e;
        } catch (RuntimeException e) {
            return noneOf(event, Unfinished.of(e));
        }
    }

    /** What is told of a revision whose releases nobody got to; nothing where none are asked for. */
    static List<Release> allFailed(PublishCompleted event, Fault fault) {
        return wanted(event).stream().map(each -> told(each, Optional.empty(), Optional.empty(), Optional.of(fault))).toList();
    }

    private static Outcome noneOf(PublishCompleted event, Unfinished unfinished) {
        return new Outcome(allFailed(event, unfinished.fault()), Optional.of(unfinished.later()));
    }

    private static List<PublishedPackage> wanted(PublishCompleted event) {
        return event.commit().commit().isPresent() && event.settings().filter(RepositorySettings::wantsTags).isPresent()
                ? PublishedPackage.in(event)
                : List.of();
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
        private final boolean textToCome;
        private final List<RetryLater> later = new ArrayList<>();

        Work(Received<PublishCompleted> received, Remote remote, Mirror mirror, CommitId commit, boolean textToCome) {
            this.received = received;
            this.event = received.event();
            this.remote = remote;
            this.mirror = mirror;
            this.commit = commit;
            this.names = event.severalPackages().map(TagNames::new).orElseGet(() -> TagNames.at(mirror.tree(commit)));
            this.textToCome = textToCome;
            this.drafted = QuarkusTransaction.requiringNew().call(() -> entries.of(event.run(), event.revision())).stream()
                    .map(ChangelogEntry::told).toList();
        }

        Outcome perform(List<PublishedPackage> published) throws RetryLater, InterruptedException {
            var releases = new ArrayList<Release>();
            for (var each : published) {
                releases.add(releaseOrFault(each));
            }
            return new Outcome(releases, Unfinished.latest(later));
        }

        // What goes wrong for one takes nothing from what the others have already.
        private Release releaseOrFault(PublishedPackage published) throws RetryLater, InterruptedException {
            try {
                return release(published);
            } catch (GitException e) {
                return told(published, Optional.empty(), Optional.empty(), settled(e).fault());
            } catch (LostClaim | MessagingException e) {
                throw e;
            } catch (RuntimeException e) {
                return told(published, Optional.empty(), Optional.empty(), comeBack(Unfinished.of(e)).fault());
            }
        }

        private Release release(PublishedPackage published) throws RetryLater, InterruptedException {
            var tag = new VersionTag(names.of(published.path(), published.name(), published.version()), published.name(),
                    commit);
            var set = settle("tag", tag, new TagEffect(remote, mirror, tag));
            var fault = set.fault().or(() -> set.evidence().flatMap(tag::faultOfOwner));
            if (fault.isPresent()) {
                return told(published, Optional.empty(), Optional.empty(), fault);
            }
            if (event.settings().flatMap(RepositorySettings::releases).isEmpty()) {
                return told(published, Optional.of(tag.name()), Optional.empty(), Optional.empty());
            }
            var text = text(published);
            if (text.isEmpty() && textToCome) {
                // The changelogs bring another attempt with them.
                return told(published, Optional.of(tag.name()), Optional.empty(), Optional.empty());
            }
            var notes = new ReleaseEffect.Notes(tag.name(), commit, published.name() + " " + published.version(),
                    text.orElse(""), published.version().isPrerelease());
            var made = settle("release", tag, new ReleaseEffect(gitHub.releases(), event.repository(), notes));
            return told(published, Optional.of(tag.name()), made.evidence().map(URI::create), made.fault());
        }

        /** The entry that was drafted, else what the authors told themselves. */
        private Optional<String> text(PublishedPackage published) {
            return drafted.stream().filter(entry -> entry.path().equals(published.path())).map(Entry::entry).findFirst()
                    .or(() -> new ChangelogFile(event.repository(), mirror.tree(commit), published.path())
                            .textOf(published.version()));
        }

        private Settled settle(String kind, VersionTag tag, Refusable effect) throws RetryLater, InterruptedException {
            try {
                var key = new EffectKey(kind, event.repository().key() + "#" + tag.name() + "@" + commit);
                return switch (ledger.perform(key, received, effect)) {
                    case EffectResult.Done(String evidence, boolean now) ->
                        new Settled(Optional.of(evidence), Optional.empty());
                    case EffectResult.Refused(String evidence) -> new Settled(Optional.empty(), Optional.of(effect.fault()));
                    case EffectResult.Unknown(String evidence) ->
                        comeBack(Unfinished.of(new RetryLater("RELEASE_UNCONFIRMED", evidence)));
                };
            } catch (RetryLater e) {
                return comeBack(Unfinished.of(e));
            } catch (GitException e) {
                return settled(e);
            } catch (LostClaim | MessagingException e) {
                throw e;
            } catch (RuntimeException e) {
                return comeBack(Unfinished.of(e));
            }
        }

        private Settled settled(GitException e) throws RetryLater {
            return e.transientFault() ? comeBack(Unfinished.of(e))
                    : new Settled(Optional.empty(), Optional.of(Unfinished.faultOf(e)));
        }

        private Settled comeBack(Unfinished why) {
            later.add(why.later());
            return new Settled(Optional.empty(), Optional.of(why.fault()));
        }
    }

    private record Settled(Optional<String> evidence, Optional<Fault> fault) {
    }

    /**
     * @param releases what is to be told of each package; empty where nothing was asked for
     * @param later why there is to be another attempt, if there is
     */
    record Outcome(List<Release> releases, Optional<RetryLater> later) {

        Outcome {
            releases = List.copyOf(releases);
        }
    }
}
