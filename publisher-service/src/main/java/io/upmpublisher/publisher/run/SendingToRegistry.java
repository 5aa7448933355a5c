package io.upmpublisher.publisher.run;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

import io.upmpublisher.messaging.effect.RemoteAction;
import io.upmpublisher.messaging.inbox.RetryLater;
import io.upmpublisher.publisher.registry.Fence;
import io.upmpublisher.publisher.registry.PublishDocument;
import io.upmpublisher.publisher.registry.PublishOutcome;
import io.upmpublisher.publisher.registry.PublishedContent;
import io.upmpublisher.publisher.registry.ReadBack;
import io.upmpublisher.publisher.registry.RegistryClient;
import io.upmpublisher.publisher.registry.RegistryProblem;

/** One version's way into a registry, as the effect ledger sees it. */
final class SendingToRegistry implements RemoteAction {

    private final RegistryClient registry;
    private final PublishDocument document;
    private final Fence fence;
    private Optional<String> sameElsewhere = Optional.empty();
    private Optional<RegistryProblem> problem = Optional.empty();

    SendingToRegistry(RegistryClient registry, PublishDocument document, Fence fence) {
        this.registry = registry;
        this.document = document;
        this.fence = fence;
    }

    /** What the registry objected to, or left open; empty if it was not asked. */
    Optional<RegistryProblem> problem() {
        return problem;
    }

    /** Compares what is published with that integrity with what would be sent. */
    PublishedContent compare(String integrity) throws IOException, InterruptedException {
        return integrity.equals(document.tarball().digests().integrity()) || sameElsewhere.filter(integrity::equals).isPresent()
                ? new PublishedContent.Same(integrity)
                : registry.compare(document.name(), document.version(), document.tarball().contents());
    }

    @Override
    public Duration longest() {
        return registry.longestPublish();
    }

    // What the lost attempt may still bring there has the same bytes, and the registry takes a version once.
    @Override
    public boolean isRefusedTheSecondTime() {
        return true;
    }

    @Override
    public Sighting lookUp() throws RetryLater, InterruptedException {
        return switch (registry.readBack(document.name(), document.version(), document.tarball().digests())) {
            case ReadBack.Confirmed(String integrity) -> new Sighting.Present(integrity);
            case ReadBack.Missing missing -> new Sighting.Absent();
            // Other bytes are under the version. Sending asks once more, compares what is in them, and then says so.
            case ReadBack.Different different -> new Sighting.Absent();
            case ReadBack.Unproven(RegistryProblem unproven) -> throw later(unproven);
        };
    }

    @Override
    public Attempt act() throws RetryLater, InterruptedException {
        return switch (registry.publish(document, fence)) {
            case PublishOutcome.Published(String integrity) -> new Attempt.Done(integrity);
            case PublishOutcome.AlreadyThere(Optional<String> integrity, RegistryProblem found) -> {
                sameElsewhere = integrity;
                yield integrity.<Attempt> map(Attempt.Done::new).orElseGet(() -> refused(found));
            }
            case PublishOutcome.Refused(RegistryProblem found) -> {
                if (found.retryHelps()) {
                    throw later(found);
                }
                yield refused(found);
            }
            case PublishOutcome.CredentialRefused(RegistryProblem found) -> throw later(found);
            case PublishOutcome.TooLarge(var bytes, var limit, RegistryProblem found) -> refused(found);
            case PublishOutcome.Ambiguous(RegistryProblem found) -> {
                problem = Optional.of(found);
                yield new Attempt.Ambiguous(found.cause());
            }
            case PublishOutcome.RateLimited(RegistryProblem found) -> throw later(found);
        };
    }

    private Attempt refused(RegistryProblem found) {
        problem = Optional.of(found);
        return new Attempt.Refused(found.cause());
    }

    private RetryLater later(RegistryProblem found) {
        problem = Optional.of(found);
        return new RetryLater(found.code().name(), found.cause(), found.retryAfter(), null);
    }
}
