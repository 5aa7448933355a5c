package io.upmpublisher.audit;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import io.upmpublisher.events.AlarmRaised;
import io.upmpublisher.events.AlarmResolved;
import io.upmpublisher.events.ChangelogCompleted;
import io.upmpublisher.events.CommitId;
import io.upmpublisher.events.CommitMessage;
import io.upmpublisher.events.CommitRef;
import io.upmpublisher.events.DeadLetterDiscarded;
import io.upmpublisher.events.DeadLetterRaised;
import io.upmpublisher.events.DeadLetterReplayed;
import io.upmpublisher.events.DeliveryIgnored;
import io.upmpublisher.events.EventType;
import io.upmpublisher.events.NotificationCompleted;
import io.upmpublisher.events.OperatorActed;
import io.upmpublisher.events.PackageName;
import io.upmpublisher.events.PackageOutcome;
import io.upmpublisher.events.PackageReport;
import io.upmpublisher.events.PackageSelection;
import io.upmpublisher.events.PipelineEvent;
import io.upmpublisher.events.ProbeRequested;
import io.upmpublisher.events.PublishCompleted;
import io.upmpublisher.events.PublishRequested;
import io.upmpublisher.events.ReplayRequested;
import io.upmpublisher.events.RepositoryChanged;
import io.upmpublisher.events.RepositoryMode;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.events.RepositoryProbed;
import io.upmpublisher.events.RepositorySettings;
import io.upmpublisher.events.RepositoryStatus;
import io.upmpublisher.events.RunId;
import io.upmpublisher.events.RunState;
import io.upmpublisher.events.SemVersion;
import io.upmpublisher.events.Trigger;
import io.upmpublisher.events.UserName;

/**
 * Events of one run of one repository, of which no other test knows.
 */
public record Samples(RunId run, RepositoryName repository) {

    private static final CommitId COMMIT = CommitId.of("9f2c41d07be5a8361c94e0f7d25b6a83c1e4f790");
    private static final CommitId CHANGELOG_COMMIT = CommitId.of("1b7de0a94c3f52861d0be7a95f24c6380ed19a4b");
    private static final UserName OCTO = UserName.of("octo");
    private static final RepositorySettings SETTINGS = new RepositorySettings(RepositoryStatus.ACTIVE, RepositoryMode.PUBLISH,
            List.of("main"), "default", List.of(), Optional.empty(), Optional.empty(), Optional.empty(), 1);

    public static Samples ofNewRun() {
        return new Samples(RunId.next(), RepositoryName.parse("studio/Test-" + UUID.randomUUID()));
    }

    public PipelineEvent of(EventType type) {
        return switch (type) {
            case DELIVERY_IGNORED -> new DeliveryIgnored("72d3162e", "push", Optional.of(repository),
                    Optional.of("refs/heads/topic"), Optional.of(COMMIT), Optional.of(OCTO), "BRANCH_NOT_PUBLISHING",
                    "The branch topic is none of the publishing branches.", Optional.empty());
            case PUBLISH_REQUESTED -> requested();
            case PUBLISH_COMPLETED -> completed(RunState.PUBLISHED, published("com.acme.core", "1.2.10", "1.2.11"));
            case CHANGELOG_COMPLETED -> new ChangelogCompleted(run, 1, repository,
                    List.of(new ChangelogCompleted.Entry("Packages/Core/package.json", PackageName.of("com.acme.core"),
                            SemVersion.parse("1.2.11"), ChangelogCompleted.Origin.COMMITS, "### Added")),
                    Optional.of(CHANGELOG_COMMIT), Optional.empty(), Optional.empty(), Optional.empty());
            case NOTIFICATION_COMPLETED -> new NotificationCompleted(run, 1, repository, "discord",
                    NotificationCompleted.Outcome.SENT, Optional.of("1098765432109876543"), Optional.empty());
            case REPOSITORY_CHANGED -> new RepositoryChanged(repository, RepositoryChanged.Change.UPDATED, SETTINGS, OCTO);
            case PROBE_REQUESTED -> new ProbeRequested(repository, SETTINGS, OCTO);
            case REPOSITORY_PROBED -> new RepositoryProbed(repository, SETTINGS, Instant.now(), Optional.empty(), List.of(),
                    Optional.of("main"), List.of(new RepositoryProbed.Branch("main", true)), Optional.of("main"),
                    Optional.of(COMMIT), Optional.of(new RepositoryProbed.Plan(0, 0, 0, 0, List.of())), Optional.empty(),
                    Optional.empty());
            case ALARM_RAISED -> new AlarmRaised("REGISTRY_CREDENTIAL_REFUSED", repository.toString(), "The registry refused.",
                    "Give it a valid token.");
            case ALARM_RESOLVED -> new AlarmResolved("REGISTRY_CREDENTIAL_REFUSED", repository.toString());
            case OPERATOR_ACTED -> new OperatorActed(OCTO, "repository.update", repository.toString(), false,
                    Optional.of("repository-changed"));
            case DEAD_LETTER_RAISED -> deadLetter("GIT_UNREACHABLE");
            case DEAD_LETTER_REPLAYED -> new DeadLetterReplayed(UUID.randomUUID(), "changelog", UUID.randomUUID(),
                    Optional.of(run), OCTO, DeadLetterReplayed.Outcome.REOPENED);
            case DEAD_LETTER_DISCARDED -> new DeadLetterDiscarded(UUID.randomUUID(), "changelog", UUID.randomUUID(),
                    Optional.of(run), OCTO, "The repository is gone.");
            case REPLAY_REQUESTED ->
                new ReplayRequested(UUID.randomUUID(), "changelog", UUID.randomUUID(), Optional.of(run), OCTO);
        };
    }

    public PublishRequested requested(CommitId... earlier) {
        return new PublishRequested(run, 42, repository, SETTINGS, CommitRef.of(COMMIT), Optional.empty(), Optional.of("main"),
                Trigger.PUSH, PackageSelection.changed(), Optional.of(OCTO), Optional.of(CommitMessage.of("Release 1.2.11")),
                Optional.of("72d3162e"), Optional.empty(), Instant.now(), Optional.of(List.of(earlier)));
    }

    public PublishCompleted completed(RunState state, PackageReport... packages) {
        var now = Instant.now();
        return new PublishCompleted(run, 1, repository, CommitRef.of(COMMIT), Optional.empty(), Optional.of("main"),
                Trigger.PUSH, Optional.of(OCTO), Optional.empty(), Optional.of("72d3162e"), "default", state,
                PublishCompleted.Counts.of(List.of(packages)), List.of(packages), Optional.empty(), now, now, now,
                Optional.empty(), Optional.empty());
    }

    public PackageReport published(String name, String oldVersion, String version) {
        return report(name, oldVersion, version, PackageOutcome.PUBLISHED, "PUBLISHED");
    }

    public PackageReport failed(String name, String version) {
        return report(name, version, version, PackageOutcome.FAILED, "VERSION_ROLLBACK");
    }

    public DeadLetterRaised deadLetter(String code) {
        return deadLetter(code, UUID.randomUUID());
    }

    public DeadLetterRaised deadLetter(String code, UUID event) {
        var now = Instant.now();
        return new DeadLetterRaised(UUID.randomUUID(), "changelog", event, Optional.of("publish.completed"), Optional.of(run),
                Optional.of(repository.toString()), code, "The git server did not answer.", 8, now.minusSeconds(60), now,
                Optional.of(JsonNodeFactory.instance.objectNode().put("id", event.toString())), Optional.empty());
    }

    public static DeadLetterRaised bytes(String base64) {
        var now = Instant.now();
        return new DeadLetterRaised(UUID.randomUUID(), "notifier", UUID.randomUUID(), Optional.empty(), Optional.empty(),
                Optional.empty(), "EVENT_UNREADABLE", "it is not JSON", 0, now, now, Optional.empty(), Optional.of(base64));
    }

    private static PackageReport report(String name, String oldVersion, String version, PackageOutcome outcome, String code) {
        return new PackageReport("Packages/" + name + "/package.json", Optional.of(PackageName.of(name)),
                Optional.of(SemVersion.parse(oldVersion)), Optional.of(SemVersion.parse(version)), outcome, code,
                version + " is what it is.", Optional.empty(), false, Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), List.of(), Map.of());
    }
}
