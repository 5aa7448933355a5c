package io.upmpublisher.ingress.request;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.upmpublisher.events.CommitRef;
import io.upmpublisher.events.PackageSelection;
import io.upmpublisher.events.PublishCompleted;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.events.RunId;
import io.upmpublisher.events.RunState;
import io.upmpublisher.events.Trigger;
import io.upmpublisher.ingress.link.Links;

/**
 * A request, and how its run ended once that is known; the publisher's run tells more.
 *
 * @param commit as it was asked for
 * @param state {@code queued} until the run is completed
 * @param failureCode what kept the whole run from its packages, if anything did
 */
record PublishRequestView(RunId run, RepositoryName repository, CommitRef commit, @Nullable String branch,
        PackageSelection packages, @Nullable String path, Trigger trigger, @Nullable String author, @Nullable String delivery,
        long sequence, RunState state, int revision, PublishCompleted.Counts counts, @Nullable String failureCode,
        Instant requestedAt, @Nullable Instant finishedAt, Links.OfRun links) {

    static PublishRequestView from(AcceptedRequest request, Links links) {
        return new PublishRequestView(request.run(), request.repository(), request.commit(), request.branch().orElse(null),
                request.packages(), request.packages().path().orElse(null), request.trigger(), request.author().orElse(null),
                request.delivery().orElse(null), request.sequence(), request.state(), request.revision(), request.counts(),
                request.failureCode().orElse(null), request.requestedAt(), request.finishedAt().orElse(null),
                links.ofRun(request.run()));
    }
}
