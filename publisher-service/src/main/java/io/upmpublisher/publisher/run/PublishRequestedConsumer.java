package io.upmpublisher.publisher.run;

import java.time.Duration;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import io.upmpublisher.events.EventType;
import io.upmpublisher.events.Fault;
import io.upmpublisher.events.PublishRequested;
import io.upmpublisher.git.GitException;
import io.upmpublisher.git.GitFault;
import io.upmpublisher.messaging.inbox.EventConsumer;
import io.upmpublisher.messaging.inbox.GiveUp;
import io.upmpublisher.messaging.inbox.Received;
import io.upmpublisher.messaging.inbox.RetryLater;
import io.upmpublisher.messaging.outbox.Outbox;
import io.upmpublisher.publisher.discovery.RunRefusedException;
import io.upmpublisher.publisher.pause.PublishingPause;
import io.upmpublisher.publisher.report.Wording;
import io.upmpublisher.publisher.repository.KnownRepositories;

/** Works off requests to publish: one run each, and one {@code publish.completed} for each of its revisions. */
@ApplicationScoped
class PublishRequestedConsumer implements EventConsumer<PublishRequested> {

    private static final Logger LOG = Logger.getLogger(PublishRequestedConsumer.class);
    // A git host may tell of a push before each of its replicas has it.
    private static final int LOOKS_FOR_COMMIT = 3;
    // Whoever goes on after this process has stopped.
    private static final Duration SOON = Duration.ofSeconds(1);

    private final RunJournal journal;
    private final PublishRuns runs;
    private final Outbox outbox;
    private final PublishingPause pause;
    private final KnownRepositories repositories;
    private final Duration pauseRecheck;
    private final Duration credentialRecheck;

    PublishRequestedConsumer(RunJournal journal, PublishRuns runs, Outbox outbox, PublishingPause pause,
            KnownRepositories repositories, RunConfig config) {
        this.journal = journal;
        this.runs = runs;
        this.outbox = outbox;
        this.pause = pause;
        this.repositories = repositories;
        this.pauseRecheck = config.pauseRecheck();
        this.credentialRecheck = config.credentialRecheck();
    }

    @Override
    public EventType consumes() {
        return EventType.PUBLISH_REQUESTED;
    }

    @Override
    public void on(Received<PublishRequested> received) throws RetryLater, GiveUp, InterruptedException {
        var request = received.event();
        var paused = pause.current();
        if (paused.isPresent()) {
            throw RetryLater.waiting(PublishingPause.CODE, "publishing is paused: " + paused.get().reason(),
                    pauseRecheck);
        }
        if (received.isAfterGap()) {
            LOG.warnf("request %d of %s is worked off although one before it has not come", request.sequence(),
                    request.repository());
        }
        received.record(() -> {
            journal.begin(request);
            // Registrations from before this service took them in are told of by nothing else.
            repositories.seen(request.repository(), request.settings());
        });
        try {
            var unsettled = runs.perform(received);
            if (unsettled.isEmpty()) {
                received.finish(() -> tell(request, Optional.empty()));
            } else {
                comeBackOrGiveUp(received, unsettled.get());
            }
        } catch (GitException e) {
            repositoryUnreadable(received, e);
        } catch (RunRefusedException e) {
            received.finish(() -> tell(request, Optional.of(e.fault())));
        }
    }

    @Override
    public void givenUp(PublishRequested request, String code, String cause) {
        // It may be that no attempt came so far.
        journal.begin(request);
        tell(request, Optional.of(new Fault(code, cause, "The publisher's log has what happened. Mend it; then replay the run.",
                true)));
    }

    private void comeBackOrGiveUp(Received<PublishRequested> received, Unsettled unsettled) throws RetryLater, GiveUp {
        if (unsettled.isPaused()) {
            throw RetryLater.paused(unsettled.code(), unsettled.cause(), credentialRecheck);
        }
        if (!received.isLastAttempt() && !unsettled.isHopeless()) {
            throw new RetryLater(unsettled.code(), unsettled.cause(), unsettled.after(), null);
        }
        // What was published is announced now; what is missing is left to a replay, which makes the next revision.
        throw new GiveUp(unsettled.code(), unsettled.cause(), null, () -> {
            unsettled.reports().forEach(report -> journal.record(received.event().run(), report));
            tell(received.event(), Optional.empty());
        });
    }

    private void repositoryUnreadable(Received<PublishRequested> received, GitException e) throws RetryLater, GiveUp {
        if (e.fault() == GitFault.FETCH_INTERRUPTED) {
            throw RetryLater.paused(e.code(), e.getMessage(), SOON);
        }
        var mayAppear = e.fault().isCommitMissing() && received.claim().attempt() < LOOKS_FOR_COMMIT;
        if (mayAppear || (e.transientFault() && !received.isLastAttempt())) {
            throw new RetryLater(e.code(), e.getMessage(), e.retryAfter(), e);
        }
        var fault = new Fault(e.code(), Wording.of(e.reason(), Wording.CAUSE), e.fault().remedy(), e.transientFault());
        if (e.transientFault()) {
            throw new GiveUp(e.code(), e.getMessage(), e, () -> tell(received.event(), Optional.of(fault)));
        }
        received.finish(() -> tell(received.event(), Optional.of(fault)));
    }

    private void tell(PublishRequested request, Optional<Fault> failure) {
        outbox.append(journal.complete(request, failure));
    }
}
