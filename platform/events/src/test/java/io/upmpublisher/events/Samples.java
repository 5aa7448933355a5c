package io.upmpublisher.events;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/**
 * One event of every type with every component present, as it happens on a good day, and on a bad one where that shows more.
 */
final class Samples {
    static final RunId RUN = RunId.parse("0199a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b");
    static final UUID EVENT = UUID.fromString("0199a1b2-c3e5-7f60-9b7c-8d9e0f1a2b3c");
    static final UUID DEAD_LETTER = UUID.fromString("0199a1b4-0000-7abc-8def-0123456789ab");
    static final RepositoryName REPOSITORY = RepositoryName.parse("acme/unity-core");
    static final CommitId COMMIT = CommitId.of("9f2c41d07be5a8361c94e0f7d25b6a83c1e4f790");
    static final CommitId BEFORE = CommitId.of("1b7de0a94c3f52861d0be7a95f24c6380ed19a4b");
    static final Instant REQUESTED = Instant.parse("2026-03-02T09:15:30.123456Z");
    static final UserName OCTO = UserName.of("octo");

    private Samples() {
    }

    static EventEnvelope envelope(PipelineEvent event) {
        return new EventEnvelope(EVENT, event.type().cloudEventType(), "/publisher", REQUESTED, event.subject(),
                event.correlation(), Optional.of(UUID.fromString("0199a1b2-c3d4-7000-8000-0123456789ab")),
                Optional.of("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));
    }

    static byte[] bytes(EventType type) {
        var event = of(type);
        return EventCodec.write(envelope(event), event);
    }

    static PipelineEvent of(EventType type) {
        return switch (type) {
            case DELIVERY_IGNORED -> new DeliveryIgnored("72d3162e-cc78-11e3-81ab-4c9367dc0958", "push",
                    Optional.of(REPOSITORY), Optional.of("refs/heads/topic"), Optional.of(COMMIT), Optional.of(OCTO),
                    "BRANCH_NOT_PUBLISHING", "The branch topic is none of the repository's publishing branches.",
                    Optional.of(List.of(BEFORE)));
            case PUBLISH_REQUESTED -> new PublishRequested(RUN, 42, REPOSITORY, settings(), CommitRef.of(COMMIT),
                    Optional.of(BEFORE), Optional.of("main"), Trigger.PUSH, PackageSelection.changed(), Optional.of(OCTO),
                    Optional.of(CommitMessage.of("Release 1.2.11\n\nPools can be sized in the inspector.")),
                    Optional.of("72d3162e-cc78-11e3-81ab-4c9367dc0958"), Optional.of("3"), REQUESTED,
                    Optional.of(List.of(BEFORE)));
            case PUBLISH_COMPLETED -> publishCompleted();
            case CHANGELOG_COMPLETED -> new ChangelogCompleted(RUN, 1, REPOSITORY,
                    List.of(new ChangelogCompleted.Entry("Packages/Core/package.json", PackageName.of("com.acme.core"),
                            SemVersion.parse("1.2.11"), ChangelogCompleted.Origin.COMMITS,
                            "### Added\n\n- Pools can be sized in the inspector (9f2c41d07b)")),
                    Optional.of(BEFORE), Optional.of(URI.create("https://github.com/acme/unity-core/pull/7")),
                    Optional.of(fault()), Optional.of(List.of(new ChangelogCompleted.Release("Packages/Core/package.json",
                            PackageName.of("com.acme.core"), SemVersion.parse("1.2.11"), Optional.of("upm/1.2.11"),
                            Optional.of(URI.create("https://github.com/acme/unity-core/releases/tag/upm%2F1.2.11")),
                            Optional.of(fault())))));
            case NOTIFICATION_COMPLETED -> new NotificationCompleted(RUN, 1, REPOSITORY, "discord",
                    NotificationCompleted.Outcome.SENT, Optional.of("1098765432109876543"), Optional.of(fault()));
            case REPOSITORY_CHANGED ->
                new RepositoryChanged(REPOSITORY, RepositoryChanged.Change.UPDATED, settings(), UserName.of("ada"));
            case PROBE_REQUESTED -> new ProbeRequested(REPOSITORY, settings(), UserName.of("ada"));
            case REPOSITORY_PROBED -> repositoryProbed();
            case ALARM_RAISED -> new AlarmRaised("REGISTRY_CREDENTIAL_REFUSED", "registry default",
                    "The registry refused the token.", "Give it a valid one in NPM_TOKEN.");
            case ALARM_RESOLVED -> new AlarmResolved("REGISTRY_CREDENTIAL_REFUSED", "registry default");
            case OPERATOR_ACTED -> new OperatorActed(UserName.of("ada"), "dead-letter.replay", DEAD_LETTER.toString(), false,
                    Optional.of("ROLE_NEEDED"));
            case DEAD_LETTER_RAISED -> new DeadLetterRaised(DEAD_LETTER, "changelog", EVENT,
                    Optional.of("publish.completed"), Optional.of(RUN), Optional.of("acme/unity-core"), "GIT_UNREACHABLE",
                    "The git server did not answer in 8 attempts.", 8, REQUESTED, REQUESTED.plusSeconds(3_600),
                    Optional.of(JsonNodeFactory.instance.objectNode().put("id", EVENT.toString())), Optional.of("e30="));
            case DEAD_LETTER_REPLAYED -> new DeadLetterReplayed(DEAD_LETTER, "changelog", EVENT, Optional.of(RUN),
                    UserName.of("ada"), DeadLetterReplayed.Outcome.REOPENED);
            case DEAD_LETTER_DISCARDED -> new DeadLetterDiscarded(DEAD_LETTER, "changelog", EVENT, Optional.of(RUN),
                    UserName.of("ada"), "The repository is gone.");
            case REPLAY_REQUESTED ->
                new ReplayRequested(DEAD_LETTER, "changelog", EVENT, Optional.of(RUN), UserName.of("ada"));
        };
    }

    private static PublishCompleted publishCompleted() {
        var core = new PackageReport("Packages/Core/package.json", Optional.of(PackageName.of("com.acme.core")),
                Optional.of(SemVersion.parse("1.2.10")), Optional.of(SemVersion.parse("1.2.11")), PackageOutcome.PUBLISHED,
                "PUBLISHED", "1.2.11 is installable.", Optional.of("Nothing is to be done."), false, Optional.of("latest"),
                Optional.of("sha512-z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg/SpIdNs6c5H0NE8XYXysP+DGNKHfuwvY7kxvUdBeoGlODJ6+SfaPg=="),
                Optional.of(48_213L), Optional.of(190_776L), Optional.of(61),
                List.of(new PackageReport.Warning("AUTHOR_MISSING", "The manifest names no author.", Optional.of("/author"))),
                Map.of("pack", 112L, "publish", 640L, "read-back", 95L));
        var packages = List.of(core);
        return new PublishCompleted(RUN, 1, REPOSITORY, CommitRef.of(COMMIT), Optional.of(BEFORE), Optional.of("main"),
                Trigger.PUSH, Optional.of(OCTO), Optional.of(CommitMessage.of("Release 1.2.11")),
                Optional.of("72d3162e-cc78-11e3-81ab-4c9367dc0958"), "default", RunState.PUBLISHED,
                PublishCompleted.Counts.of(packages), packages, Optional.of(fault()), REQUESTED, REQUESTED.plusSeconds(1),
                REQUESTED.plusSeconds(4), Optional.of(settings()), Optional.of(true));
    }

    private static RepositoryProbed repositoryProbed() {
        var core = new RepositoryProbed.Package("Packages/Core/package.json", Optional.of(PackageName.of("com.acme.core")),
                Optional.of(SemVersion.parse("1.2.11")), Optional.of(SemVersion.parse("1.2.10")),
                RepositoryProbed.Decision.PUBLISH, "WOULD_PUBLISH");
        return new RepositoryProbed(REPOSITORY, settings(), REQUESTED, Optional.of(fault()), List.of(fault()),
                Optional.of("main"),
                List.of(new RepositoryProbed.Branch("master", false), new RepositoryProbed.Branch("main", true)),
                Optional.of("main"), Optional.of(COMMIT), Optional.of(new RepositoryProbed.Plan(1, 0, 0, 0, List.of(core))),
                Optional.of(true), Optional.of(new RepositoryProbed.Registry("default", Optional.of(fault()),
                        Optional.of("publisher"), RepositoryProbed.Search.SEARCH, Optional.of(10_485_760L))));
    }

    private static RepositorySettings settings() {
        return new RepositorySettings(RepositoryStatus.ACTIVE, RepositoryMode.PUBLISH, List.of("master", "main"), "default",
                List.of("1.x"), Optional.of(List.of("META_MISSING")), Optional.of(true), Optional.of(true), 3,
                Optional.of(17L));
    }

    private static Fault fault() {
        return new Fault("GIT_UNREACHABLE", "The git server did not answer.", "Look at the git server.", true);
    }
}
