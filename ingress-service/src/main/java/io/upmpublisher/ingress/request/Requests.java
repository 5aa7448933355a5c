package io.upmpublisher.ingress.request;

import java.time.Clock;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.upmpublisher.events.PublishRequested;
import io.upmpublisher.events.RepositorySettings;
import io.upmpublisher.events.RunId;
import io.upmpublisher.ingress.repository.Repositories;
import io.upmpublisher.ingress.request.Decision.Accept;
import io.upmpublisher.ingress.request.Decision.Ignore;
import io.upmpublisher.messaging.outbox.Outbox;

/** Decides on what came in, and makes requests of what is accepted. Every method belongs into a transaction. */
@ApplicationScoped
public class Requests {

    private final RequestDecision decision;
    private final Repositories repositories;
    private final AcceptedRequestRepository accepted;
    private final RequestKeys keys;
    private final Outbox outbox;
    private final Clock clock;

    Requests(RequestConfig config, TrustedOwners trustedOwners, Repositories repositories, AcceptedRequestRepository accepted,
            RequestKeys keys, Outbox outbox, Clock clock) {
        this.decision = new RequestDecision(trustedOwners, new OwnCommits(config.ownAuthor()));
        this.repositories = repositories;
        this.accepted = accepted;
        this.keys = keys;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * @param delivery the id of what came in
     */
    public Verdict decide(Reading reading, String delivery) {
        var settings = reading.repository().flatMap(repositories::settingsOf);
        return switch (decision.decide(reading, settings)) {
            case Ignore ignore -> new Verdict.Ignored(ignore.code(), ignore.reason());
            case Accept(var draft) -> accept(draft, settings.orElseThrow(), delivery);
        };
    }

    /** Why nothing is published from the draft's repository, if so. */
    Optional<Ignore> refusal(RequestDraft draft) {
        return decision.refuse(draft.repository(), repositories.settingsOf(draft.repository()));
    }

    /** Makes a request whatever was accepted before: somebody asks for it in person. */
    RunId acceptManual(RequestDraft draft) {
        return start(RunId.next(), draft, repositories.settingsOf(draft.repository()).orElseThrow(), Optional.empty());
    }

    private Verdict accept(RequestDraft draft, RepositorySettings settings, String delivery) {
        var run = RunId.next();
        var holder = keys.occupy(draft, run);
        if (holder.isPresent()) {
            return new Verdict.Ignored(IgnoreCode.DUPLICATE_REQUEST,
                    "The same was accepted before, as run " + holder.get() + ".");
        }
        return new Verdict.Accepted(start(run, draft, settings, Optional.of(delivery)));
    }

    private RunId start(RunId run, RequestDraft draft, RepositorySettings settings, Optional<String> delivery) {
        var event = new PublishRequested(run, accepted.nextSequence(draft.repository()), draft.repository(), settings,
                draft.commit(), draft.before(), draft.branch(), draft.trigger(), draft.packages(), draft.author(),
                draft.message(), delivery, draft.dispatcherVersion(), clock.instant(), Optional.of(draft.earlierCommits()));
        accepted.persist(AcceptedRequest.of(event));
        outbox.append(event);
        return run;
    }
}
