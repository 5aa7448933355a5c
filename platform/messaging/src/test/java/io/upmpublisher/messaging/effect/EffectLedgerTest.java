package io.upmpublisher.messaging.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.upmpublisher.messaging.MessagingFixture;
import io.upmpublisher.messaging.MessagingMeters;
import io.upmpublisher.messaging.effect.RemoteAction.Attempt;
import io.upmpublisher.messaging.effect.RemoteAction.Sighting;
import io.upmpublisher.messaging.inbox.Claim;
import io.upmpublisher.messaging.inbox.RetryLater;

class EffectLedgerTest {

    private static final EffectKey KEY = new EffectKey("publish", "default/com.acme.core@1.2.3");

    @RegisterExtension
    final MessagingFixture messaging = new MessagingFixture();

    private final World world = new World();
    private final UUID event = UUID.randomUUID();

    @Test
    void happensOnceHoweverOftenAndForWhomItIsAsked() throws Exception {
        assertThat(perform(claim(event, 1))).isEqualTo(new EffectResult.Done("applied", true));
        assertThat(perform(claim(event, 2))).isEqualTo(new EffectResult.Done("applied", false));
        assertThat(perform(claim(UUID.randomUUID(), 3))).isEqualTo(new EffectResult.Done("applied", false));

        assertThat(world.acts).isEqualTo(1);
        assertThat(world.looks).isZero();
    }

    @Test
    void isFoundAfterACrashWithoutBeingRepeated() throws Exception {
        crash(claim(event, 1));
        world.sighting = new Sighting.Present("found");

        assertThat(perform(claim(event, 2))).isEqualTo(new EffectResult.Done("found", false));
        assertThat(world.acts).isZero();
    }

    @Test
    void isNotRepeatedWhileAWorkerThatLostItsClaimMayBeAtIt() throws Exception {
        crash(claim(event, 1));
        world.sighting = new Sighting.Absent();

        assertThatThrownBy(() -> perform(claim(event, 2))).isInstanceOfSatisfying(RetryLater.class, later -> {
            assertThat(later.code()).isEqualTo("EFFECT_IN_PROGRESS");
            assertThat(later.after().orElseThrow()).isBetween(Duration.ofSeconds(30), Duration.ofMinutes(1));
        });
        assertThat(world.acts).isZero();

        endAttempt();
        assertThat(perform(claim(event, 3))).isEqualTo(new EffectResult.Done("applied", true));
    }

    @Test
    void isRepeatedAtOnceWhereTheWorldRefusesItTheSecondTime() throws Exception {
        world.refusesTheSecondTime = true;
        crash(claim(event, 1));
        world.sighting = new Sighting.Absent();

        assertThat(perform(claim(event, 2))).isEqualTo(new EffectResult.Done("applied", true));
        assertThat(world.looks).isEqualTo(1);
    }

    @Test
    void isUnknownAndNotRepeatedWhereTheWorldCannotTell() throws Exception {
        crash(claim(event, 1));
        endAttempt();
        world.sighting = new Sighting.CannotTell();

        assertThat(perform(claim(event, 2))).isEqualTo(new EffectResult.Unknown("an attempt was cut off"));
        assertThat(perform(claim(event, 3))).isInstanceOf(EffectResult.Unknown.class);
        assertThat(world.acts).isZero();
        assertThat(state()).contains("unknown");
    }

    @Test
    void isUnknownAfterAnAmbiguousAttemptAndLookedForBeforeTheNext() throws Exception {
        world.attempt = new Attempt.Ambiguous("no answer");
        assertThat(perform(claim(event, 1))).isEqualTo(new EffectResult.Unknown("no answer"));

        world.sighting = new Sighting.Absent();
        world.attempt = new Attempt.Done("applied");
        assertThat(perform(claim(event, 2))).isEqualTo(new EffectResult.Done("applied", true));
        assertThat(world.looks).isEqualTo(1);
    }

    @Test
    void isLookedForAfterAnAttemptThatEndedUnexpectedly() throws Exception {
        world.failure = Optional.of(new IllegalStateException("a bug"));
        assertThatThrownBy(() -> perform(claim(event, 1))).hasMessage("a bug");
        assertThat(state()).contains("unknown");

        world.failure = Optional.empty();
        world.sighting = new Sighting.Present("found");
        assertThat(perform(claim(event, 2))).isEqualTo(new EffectResult.Done("found", false));
    }

    @Test
    void tellsWhatAnAttemptFailedOfThoughItCannotBeRecorded() {
        world.failure = Optional.of(new IllegalStateException("a bug"));
        world.meanwhile = () -> {
            endAttempt();
            messaging.transactions().inNew(() -> effects().begin(KEY, claim(event, 2), Duration.ofMinutes(1)));
        };

        assertThatThrownBy(() -> perform(claim(event, 1))).hasMessage("a bug")
                .satisfies(failure -> assertThat(failure.getSuppressed()).hasOnlyElementsOfType(LostEffect.class).hasSize(1));
    }

    @Test
    void isRefusedForGoodButMayBeAskedForAnew() throws Exception {
        world.attempt = new Attempt.Refused("name taken");
        assertThat(perform(claim(event, 1))).isEqualTo(new EffectResult.Refused("name taken"));
        assertThat(state()).contains("failed");

        world.attempt = new Attempt.Done("applied");
        assertThat(perform(claim(UUID.randomUUID(), 2))).isEqualTo(new EffectResult.Done("applied", true));
    }

    @Test
    void anotherEventWaitsWhileOneIsAtIt() {
        crash(claim(event, 1));

        assertThatThrownBy(() -> perform(claim(UUID.randomUUID(), 2))).isInstanceOfSatisfying(RetryLater.class,
                later -> assertThat(later.code()).isEqualTo("EFFECT_IN_PROGRESS"));
        assertThat(world.looks).isZero();
    }

    @Test
    void whoLostTheEffectMayNotSettleIt() {
        var slow = claim(event, 1);
        crash(slow);
        messaging.transactions().inNew(() -> effects().begin(KEY, claim(event, 2), Duration.ofMinutes(1)));

        assertThatThrownBy(() -> messaging.transactions().runInNew(() -> effects().settle(KEY, slow, State.DONE, "mine")))
                .isInstanceOf(LostEffect.class);
        assertThat(state()).contains("attempting");
    }

    @Test
    void mayGoOnOnlyWhileItIsHeldAndIsHeldAnewThen() {
        var slow = claim(event, 1);
        crash(slow);
        endAttempt();

        renew(slow);

        assertThatThrownBy(() -> perform(claim(UUID.randomUUID(), 2))).isInstanceOf(RetryLater.class);
        endAttempt();
        messaging.transactions().inNew(() -> effects().begin(KEY, claim(UUID.randomUUID(), 3), Duration.ofMinutes(1)));
        assertThatThrownBy(() -> renew(slow)).isInstanceOf(LostEffect.class);
    }

    @Test
    void isNotHeldAnewByANewerClaimThatHasNotBegunNorAfterItsEnd() throws Exception {
        crash(claim(event, 1));
        assertThatThrownBy(() -> renew(claim(event, 2))).isInstanceOf(LostEffect.class);

        world.sighting = new Sighting.Present("found");
        perform(claim(event, 2));
        assertThatThrownBy(() -> renew(claim(event, 2))).isInstanceOf(LostEffect.class);
    }

    @Test
    void isCountedByItsKindAndByWhatBecameOfIt() throws Exception {
        world.attempt = new Attempt.Ambiguous("no answer");
        perform(claim(event, 1));
        world.sighting = new Sighting.Present("found");
        perform(claim(event, 2));
        perform(claim(event, 3));

        assertThat(settled("unknown")).isEqualTo(1);
        assertThat(settled("done")).isEqualTo(1);
    }

    private double settled(String outcome) {
        return messaging.registry().get("upm.effects.settled").tags("kind", "publish", "outcome", outcome).counter().count();
    }

    private EffectResult perform(Claim claim) throws RetryLater, InterruptedException {
        return new EffectLedger(messaging.transactions(), effects(),
                new MessagingMeters(messaging.registry(), Clock.systemUTC())).perform(KEY, claim, world);
    }

    /** Leaves behind what a process does that is killed in the middle of an attempt. */
    private void crash(Claim claim) {
        messaging.transactions().inNew(() -> effects().begin(KEY, claim, world.longest()));
        messaging.transactions().runInNew(() -> effects().markAttempting(KEY, claim, world.longest()));
    }

    private void renew(Claim claim) {
        messaging.transactions().runInNew(() -> effects().renew(KEY, claim, Duration.ofMinutes(1)));
    }

    private void endAttempt() {
        messaging.update("update effect set attempt_ends_at = clock_timestamp(), held_until = clock_timestamp()");
    }

    private Optional<String> state() {
        return messaging.text("select state from effect where effect_key = ?", KEY.toString());
    }

    private Effects effects() {
        return messaging.tables().effects();
    }

    private static Claim claim(UUID event, long fence) {
        return new Claim("publisher", event, fence, 1, Optional.empty());
    }

    private static final class World implements RemoteAction {

        private Sighting sighting = new Sighting.Absent();
        private Attempt attempt = new Attempt.Done("applied");
        private Optional<RuntimeException> failure = Optional.empty();
        private Runnable meanwhile = () -> {
        };
        private boolean refusesTheSecondTime;
        private int acts;
        private int looks;

        @Override
        public Sighting lookUp() {
            looks++;
            return sighting;
        }

        @Override
        public Attempt act() {
            meanwhile.run();
            failure.ifPresent(e -> {
                throw e;
            });
            acts++;
            return attempt;
        }

        @Override
        public Duration longest() {
            return Duration.ofMinutes(1);
        }

        @Override
        public boolean isRefusedTheSecondTime() {
            return refusesTheSecondTime;
        }
    }
}
