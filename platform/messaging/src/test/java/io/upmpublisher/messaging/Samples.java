package io.upmpublisher.messaging;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.LongStream;

import com.github.f4b6a3.uuid.UuidCreator;

import io.upmpublisher.events.AlarmRaised;
import io.upmpublisher.events.CommitId;
import io.upmpublisher.events.CommitRef;
import io.upmpublisher.events.EventCodec;
import io.upmpublisher.events.EventEnvelope;
import io.upmpublisher.events.PackageSelection;
import io.upmpublisher.events.PipelineEvent;
import io.upmpublisher.events.PublishRequested;
import io.upmpublisher.events.RepositoryMode;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.events.RepositorySettings;
import io.upmpublisher.events.RepositoryStatus;
import io.upmpublisher.events.RunId;
import io.upmpublisher.events.Trigger;

/** Events for tests: alarms, which have no order, and publish requests, which have one. */
public final class Samples {

    private static final RepositorySettings SETTINGS = new RepositorySettings(RepositoryStatus.ACTIVE, RepositoryMode.PUBLISH,
            List.of("main"), "default", List.of(), Optional.empty(), Optional.empty(), Optional.empty(), 1);

    private Samples() {
    }

    public static AlarmRaised alarm(String about) {
        return new AlarmRaised("TEST", about, "A test raised it.", "Nothing is to be done.");
    }

    public static List<AlarmRaised> alarms(int count) {
        return LongStream.rangeClosed(1, count).mapToObj(number -> alarm("thing " + number)).toList();
    }

    public static PublishRequested request(String repository, long sequence) {
        return new PublishRequested(new RunId(UuidCreator.getTimeOrderedEpoch()), sequence, RepositoryName.parse(repository),
                SETTINGS, CommitRef.of(CommitId.of("9f2c41d07be5a8361c94e0f7d25b6a83c1e4f790")), Optional.empty(),
                Optional.of("main"), Trigger.PUSH, PackageSelection.changed(), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), Instant.parse("2026-03-02T09:15:30Z"), Optional.empty());
    }

    /** An event as it travels. */
    public record Letter(UUID event, byte[] bytes) {

        public static Letter of(PipelineEvent event) {
            var envelope = EventEnvelope.of(event, "ingress", Instant.parse("2026-03-02T09:15:31Z"), Optional.empty(),
                    Optional.empty());
            return new Letter(envelope.id(), EventCodec.write(envelope, event));
        }
    }
}
