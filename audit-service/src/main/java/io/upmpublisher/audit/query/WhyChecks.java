package io.upmpublisher.audit.query;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** What to do next, by what is on record. The codes are ingress', listed in docs/problems.md. */
final class WhyChecks {

    private WhyChecks() {
    }

    static @Nullable String remedyOf(@Nullable String ignoreCode) {
        return switch (ignoreCode) {
            case "PAYLOAD_INVALID" -> "Mend what the reason names, then send it again.";
            case "OWNER_NOT_TRUSTED" -> "Add the owner to UPM_TRUSTED_OWNERS, then replay the delivery.";
            case "REPOSITORY_NOT_REGISTERED" -> "Register the repository as active, then replay the delivery.";
            case "REPOSITORY_NOT_ACTIVE" -> "Set the repository's status to active, then replay the delivery.";
            case "BRANCH_NOT_PUBLISHING" ->
                "Merge into a publishing branch, or add this one to the repository's branches and replay the delivery.";
            case "REF_NOT_A_BRANCH" -> "Push to a publishing branch: tags publish nothing.";
            case "NO_PACKAGE_CHANGED" -> "Raise the version in the package's package.json and push that.";
            case "DUPLICATE_REQUEST" -> "Look at the run that the reason names; ask for it by hand to repeat it.";
            case null, default -> null;
        };
    }

    static List<String> ofUnknown(String repository, String commit) {
        return List.of(
                "Is it the commit that the branch pointed to after the push, or one of the hundred before it? Others have no record.",
                "Did GitHub reach us? See \"Recent Deliveries\" of the webhook: 401 means its secret, 415 its content type, a"
                        + " time-out its address or a proxy. Redeliver from there: what was done already is not done twice.",
                "Is the owner among UPM_TRUSTED_OWNERS, and the repository registered and active? GET /api/repositories/"
                        + repository + " of ingress.",
                "Was it asked for by a branch's name? Until such a run has begun, nothing links it to a commit: GET"
                        + " /api/deliveries?repository=" + repository + " of ingress.",
                "Is it older than AUDIT_LOG_RETENTION_DAYS? Then the registry is all that knows.",
                "To publish " + commit + " now, ask by hand: POST /api/publish-requests of ingress.");
    }

    static List<String> ofRunning() {
        return List.of("Are runs paused, or is the registry's? GET /api/pause of the publisher, and its alarms.",
                "Is another run of the repository before it? Runs of one repository are worked off in their order.",
                "Has a service given up on it? See deadLetters of the run; replay them when the cause is gone.");
    }

    static List<String> ofPackageNotSeen() {
        return List.of("Does the push change its package.json? A push publishes only packages whose manifest it changes.",
                "Is it a package at this commit? GET /api/plan of the publisher shows what is found there, and what is passed over.");
    }
}
