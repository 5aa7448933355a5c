package io.upmpublisher.publisher.registry;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

import io.upmpublisher.publisher.registry.PublishOutcome.AlreadyThere;
import io.upmpublisher.publisher.registry.PublishOutcome.Ambiguous;
import io.upmpublisher.publisher.registry.PublishOutcome.CredentialRefused;
import io.upmpublisher.publisher.registry.PublishOutcome.Published;
import io.upmpublisher.publisher.registry.PublishOutcome.RateLimited;
import io.upmpublisher.publisher.registry.PublishOutcome.Refused;
import io.upmpublisher.publisher.registry.PublishOutcome.TooLarge;

/**
 * One version on its way to a registry. Before each PUT, the first included, the registry is asked whether the version is
 * there: a repeated PUT is never blind, and registries that let versions be overwritten are not led to.
 */
final class Publication {

    private final PublishDocument document;
    private final EncodedDocument encoded;
    private final Connection registry;
    private final Fence fence;
    private int attempts;
    private boolean maySucceedYet;
    private boolean repaired;

    /** What a publication needs of its registry. */
    record Connection(Registry registry, RegistryHttp http, RegistryReads reads, ReadBackCheck readBack,
            ContentCheck contentCheck, OrphanTarballs orphans, int writeAttempts, OptionalLong maxRequestBytes) {
    }

    private sealed interface Step {

        record Done(PublishOutcome outcome) implements Step {
        }

        /** @param otherwise what to report if there is no next attempt */
        record Again(PublishOutcome otherwise, Optional<Duration> retryAfter) implements Step {
        }

        record AtOnce() implements Step {
        }
    }

    Publication(PublishDocument document, Connection registry, Fence fence) {
        this.document = document;
        this.fence = fence;
        this.registry = registry;
        this.encoded = new EncodedDocument(document, registry.registry());
    }

    PublishOutcome run() throws InterruptedException {
        var limit = registry.maxRequestBytes();
        if (limit.isPresent() && encoded.length() > limit.getAsLong()) {
            return tooLarge(limit);
        }
        var known = look();
        while (known.isEmpty()) {
            switch (put()) {
                case Step.Done(var outcome) -> {
                    return outcome;
                }
                case Step.AtOnce() -> known = look();
                case Step.Again(var otherwise, var retryAfter) -> {
                    var goesOn = attempts < registry.writeAttempts() && registry.http().waited(attempts, retryAfter);
                    known = look();
                    if (known.isEmpty() && !goesOn) {
                        return otherwise;
                    }
                }
            }
        }
        return known.get();
    }

    /** Empty if the version is not there and may be sent. */
    private Optional<PublishOutcome> look() throws InterruptedException {
        return switch (registry.reads().version(document.name(), document.version())) {
            case Lookup.Absent<PublishedVersion> absent -> Optional.empty();
            case Lookup.Found<PublishedVersion>(var published) -> Optional.of(found(published));
            case Lookup.Unavailable<PublishedVersion>(var problem) -> Optional.of(unreadable(problem));
        };
    }

    private PublishOutcome unreadable(RegistryProblem problem) {
        if (maySucceedYet) {
            return uncertain("and did not say afterwards whether it has it: " + problem.cause(), problem.retryAfter());
        }
        return switch (problem.code()) {
            case REGISTRY_CREDENTIAL_REFUSED -> new CredentialRefused(problem);
            case REGISTRY_RATE_LIMITED -> new RateLimited(problem);
            default -> new Refused(problem);
        };
    }

    private PublishOutcome found(PublishedVersion published) throws InterruptedException {
        return switch (published.contentComparedTo(document.tarball().digests())) {
            case SAME -> maySucceedYet ? confirmed() : alreadyThere(document.tarball().digests().integrity());
            case OTHER -> compared(published);
            case UNKNOWN -> switch (readBack()) {
                case ReadBack.Confirmed(var integrity) -> maySucceedYet ? new Published(integrity) : alreadyThere(integrity);
                case ReadBack.Different different -> compared(published);
                case ReadBack.Missing(var problem) -> new Refused(problem);
                case ReadBack.Unproven(var problem) -> unreadable(problem);
            };
        };
    }

    /** Other bytes may hold the same files. */
    private PublishOutcome compared(PublishedVersion published) throws InterruptedException {
        return switch (registry.contentCheck().check(document, published)) {
            case PublishedContent.Same(var integrity) -> alreadyThere(integrity);
            case PublishedContent.Other(var problem, var files) -> new AlreadyThere(Optional.empty(), problem);
            case PublishedContent.Unproven(var problem) -> unreadable(problem);
        };
    }

    private Step put() throws InterruptedException {
        attempts++;
        return switch (answer()) {
            case PutAnswer.Accepted accepted -> done(confirmed());
            case PutAnswer.Exists exists -> settleConflict();
            case PutAnswer.TokenRefused(var said) -> done(new CredentialRefused(
                    problem(RegistryCode.REGISTRY_CREDENTIAL_REFUSED, "does not accept the token" + quoted(said))));
            case PutAnswer.Forbidden(var said) -> done(new Refused(
                    problem(RegistryCode.REGISTRY_FORBIDDEN, "does not let this token publish the package" + quoted(said))));
            case PutAnswer.TooLarge large -> done(tooLarge(OptionalLong.empty()));
            case PutAnswer.Redirected redirected -> done(new Refused(registry.http().redirect()));
            case PutAnswer.TarballChanged changed -> done(new Refused(TarballChangedException.problem(document)));
            case PutAnswer.Rejected(var status, var said) -> rejected(status, said);
            case PutAnswer.Limited(var retryAfter) -> new Step.Again(
                    new RateLimited(registry.http().rateLimited(retryAfter)), retryAfter);
            case PutAnswer.NotSent(var why) -> new Step.Again(
                    new Refused(problem(RegistryCode.REGISTRY_UNREACHABLE, "cannot be reached (" + why + ")")),
                    Optional.empty());
            case PutAnswer.Uncertain(var why, var retryAfter) -> unanswered(why, retryAfter);
        };
    }

    private PutAnswer answer() throws InterruptedException {
        try (encoded) {
            return PutAnswer.of(registry.http().put(registry.registry().document(document.name()), encoded.publisher()));
        } catch (IOException e) {
            return PutAnswer.of(e);
        }
    }

    private Step unanswered(String why, Optional<Duration> retryAfter) {
        maySucceedYet = true;
        return new Step.Again(uncertain("and does not have it yet (" + why + ")", retryAfter), retryAfter);
    }

    private Step settleConflict() throws InterruptedException {
        if (repaired) {
            return done(new Refused(problem(RegistryCode.ORPHAN_TARBALL, "says that it has " + what()
                    + ", does not list it, and says so still after its orphaned tarball was removed")));
        }
        return switch (registry.orphans().remove(document.name(), document.version(), fence)) {
            case OrphanRemoval.InUse inUse -> done(look().orElseGet(
                    () -> uncertain("and lists it at one time and not at another", Optional.empty())));
            case OrphanRemoval.Removed removed -> sendAgain();
            case OrphanRemoval.NoTarball none -> new Step.Again(
                    new Refused(
                            problem(RegistryCode.ORPHAN_TARBALL, "says that it has " + what() + " and serves nothing of it")),
                    Optional.empty());
            case OrphanRemoval.Failed(var problem) -> done(
                    problem.code() == RegistryCode.ORPHAN_TARBALL ? new Refused(problem) : unreadable(problem));
        };
    }

    private Step sendAgain() {
        repaired = true;
        return new Step.AtOnce();
    }

    /** Verdaccio answers 404 to some documents that it then has published; so the answer is not believed before looking. */
    private Step rejected(int status, String said) throws InterruptedException {
        maySucceedYet = true;
        return done(look().orElseGet(() -> new Refused(
                problem(RegistryCode.PACKAGE_REJECTED, "rejects " + what() + " with status " + status + quoted(said)))));
    }

    private PublishOutcome confirmed() throws InterruptedException {
        return switch (readBack()) {
            case ReadBack.Confirmed(var integrity) -> new Published(integrity);
            case ReadBack.Different(var problem) -> new Refused(problem);
            case ReadBack.Missing(var problem) -> new Ambiguous(problem);
            case ReadBack.Unproven(var problem) ->
                uncertain("and could not be read back: " + problem.cause(), problem.retryAfter());
        };
    }

    private ReadBack readBack() throws InterruptedException {
        return registry.readBack().check(document.name(), document.version(), document.tarball().digests());
    }

    private PublishOutcome alreadyThere(String integrity) {
        return new AlreadyThere(Optional.of(integrity), problem(RegistryCode.VERSION_EXISTS, "already has " + what()));
    }

    private PublishOutcome uncertain(String clause, Optional<Duration> retryAfter) {
        return new Ambiguous(new RegistryProblem(RegistryCode.PUBLISH_UNCERTAIN,
                "Registry " + registry.registry().name() + " was sent " + what() + " " + clause + ".", retryAfter));
    }

    private PublishOutcome tooLarge(OptionalLong limit) {
        return new TooLarge(encoded.length(), limit, RegistryProblem.of(RegistryCode.PACKAGE_TOO_LARGE, "Publishing " + what()
                + " takes a request of " + encoded.length() + " bytes, more than registry " + registry.registry().name()
                + " takes" + (limit.isPresent() ? " (" + limit.getAsLong() + ")." : ".")));
    }

    private RegistryProblem problem(RegistryCode code, String clause) {
        return RegistryProblem.of(code, "Registry " + registry.registry().name() + " " + clause + ".");
    }

    private String what() {
        return document.name() + "@" + document.version();
    }

    private static String quoted(String said) {
        return said.isEmpty() ? "" : ", saying: " + said;
    }

    private static Step done(PublishOutcome outcome) {
        return new Step.Done(outcome);
    }
}
