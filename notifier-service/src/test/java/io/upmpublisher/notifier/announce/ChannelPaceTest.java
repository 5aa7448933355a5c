package io.upmpublisher.notifier.announce;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.upmpublisher.events.Fault;
import io.upmpublisher.messaging.Transactions;
import io.upmpublisher.notifier.NotifierTestResource;

@QuarkusTest
@QuarkusTestResource(NotifierTestResource.class)
class ChannelPaceTest {

    static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    @Inject
    Transactions transactions;
    @Inject
    ChannelPace pace;
    Channel channel;

    @BeforeEach
    void openAChannel() {
        channel = new SilentChannel("test-" + UUID.randomUUID());
        transactions.runInNew(() -> pace.open(channel));
    }

    @Test
    void letsNoMinuteHaveMoreMessagesThanTheChannelTakes() {
        assertThat(reserve(NOON)).isEqualTo(NOON);
        assertThat(reserve(NOON.plusSeconds(10))).isEqualTo(NOON.plusSeconds(10));
        assertThat(reserve(NOON.plusSeconds(20))).isEqualTo(NOON.plusSeconds(60));
        assertThat(reserve(NOON.plusSeconds(20))).isEqualTo(NOON.plusSeconds(70));
        assertThat(reserve(NOON.plusSeconds(21))).isEqualTo(NOON.plusSeconds(120));
        assertThat(reserve(NOON.plusSeconds(500))).isEqualTo(NOON.plusSeconds(500));
    }

    @Test
    void reservesNothingBeforeAPauseEnds() {
        transactions.runInNew(() -> pace.pause(channel, NOON.plusSeconds(90)));
        transactions.runInNew(() -> pace.pause(channel, NOON.plusSeconds(30)));

        assertThat(reserve(NOON)).isEqualTo(NOON.plusSeconds(90));
    }

    @Test
    void givesNoSlotTwiceToManyAtOnce() throws Exception {
        var reserved = new ArrayList<Future<Instant>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < 10; i++) {
                reserved.add(threads.submit(() -> reserve(NOON)));
            }
        }

        assertThat(reserved).extracting(Future::resultNow).containsExactlyInAnyOrder(NOON, NOON, NOON.plusSeconds(60),
                NOON.plusSeconds(60), NOON.plusSeconds(120), NOON.plusSeconds(120), NOON.plusSeconds(180),
                NOON.plusSeconds(180), NOON.plusSeconds(240), NOON.plusSeconds(240));
    }

    @Test
    void staysClosedUntilItIsOpenedAgain() {
        var fault = new Fault("DISCORD_WEBHOOK_INVALID", "It is gone.", "Make a new one.", true);
        transactions.runInNew(() -> pace.close(channel, fault));
        assertThat(transactions.inNew(() -> pace.lock(channel)).closed()).contains(fault);

        transactions.runInNew(() -> pace.open(channel));
        assertThat(transactions.inNew(() -> pace.lock(channel)).closed()).isEmpty();
    }

    private Instant reserve(Instant now) {
        return transactions.inNew(() -> pace.reserve(channel, pace.lock(channel), now));
    }

    private record SilentChannel(String name) implements Channel {

        @Override
        public int perMinute() {
            return 2;
        }

        @Override
        public String write(Announcement announcement) {
            return "";
        }

        @Override
        public Sending send(String message) {
            throw new IllegalStateException("nothing is sent here");
        }

        @Override
        public Duration longest() {
            return Duration.ZERO;
        }
    }
}
