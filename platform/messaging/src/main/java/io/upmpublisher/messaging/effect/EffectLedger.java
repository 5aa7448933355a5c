package io.upmpublisher.messaging.effect;

import java.time.Duration;

import io.upmpublisher.messaging.MessagingMeters;
import io.upmpublisher.messaging.Transactions;
import io.upmpublisher.messaging.effect.Effects.Entry;
import io.upmpublisher.messaging.effect.RemoteAction.Attempt;
import io.upmpublisher.messaging.effect.RemoteAction.Sighting;
import io.upmpublisher.messaging.inbox.Claim;
import io.upmpublisher.messaging.inbox.LostClaim;
import io.upmpublisher.messaging.inbox.Received;
import io.upmpublisher.messaging.inbox.RetryLater;

/**
 * Makes an effect happen once. Before an attempt the ledger says so, in a transaction that is committed; after a crash it
 * therefore knows that the effect may be there, and asks the world before it tries again.
 */
public class EffectLedger {

    private final Transactions transactions;
    private final Effects effects;
    private final MessagingMeters meters;

    public EffectLedger(Transactions transactions, Effects effects, MessagingMeters meters) {
        this.transactions = transactions;
        this.effects = effects;
        this.meters = meters;
    }

    /**
     * Sees to it that the effect is there. What was done before is not done again, whichever event asks.
     *
     * @throws RetryLater if another event is at it, or the world said to come again
     */
    public EffectResult perform(EffectKey key, Received<?> received, RemoteAction action)
            throws RetryLater, InterruptedException {
        return perform(key, received.claim(), action);
    }

    EffectResult perform(EffectKey key, Claim claim, RemoteAction action) throws RetryLater, InterruptedException {
        var entry = transactions.inNew(() -> effects.begin(key, claim, action.longest()));
        return switch (entry) {
            case Entry.Settled(String evidence) -> new EffectResult.Done(evidence, false);
            case Entry.Busy() -> throw new RetryLater("EFFECT_IN_PROGRESS", "another request is at " + key);
            case Entry.First() -> attempt(key, claim, action);
            case Entry.Repeated repeated -> lookUpFirst(key, claim, action, repeated);
        };
    }

    /**
     * Asks in the middle of an attempt whether it may go on, right before it does what must not be done by two: the event's
     * claim and the effect are both still held, and from now on the effect is for as long as that.
     *
     * @throws LostClaim if the event was taken over
     * @throws LostEffect if another event took the effect over
     */
    public void renew(EffectKey key, Received<?> received, Duration longest) {
        received.record(() -> effects.renew(key, received.claim(), longest));
    }

    /**
     * Whether an attempt was begun for this very event before, as by a worker that was killed. What the world shows of the
     * effect is then its own doing.
     */
    public boolean wasBegunFor(EffectKey key, Received<?> received) {
        return transactions.inNew(() -> effects.wasBegunFor(key, received.claim().event()));
    }

    /**
     * The world lacks what was done, as after someone removed it. The next {@link #perform} looks for it, and does it again
     * where it is not there.
     */
    public void doubt(EffectKey key) {
        transactions.runInNew(() -> effects.doubt(key));
    }

    private EffectResult lookUpFirst(EffectKey key, Claim claim, RemoteAction action, Entry.Repeated repeated)
            throws RetryLater, InterruptedException {
        return switch (action.lookUp()) {
            case Sighting.Present(String proof) -> {
                settle(key, claim, State.DONE, proof);
                yield new EffectResult.Done(proof, false);
            }
            case Sighting.Absent() -> {
                if (repeated.underWayFor().isPresent() && !action.isRefusedTheSecondTime()) {
                    throw new RetryLater("EFFECT_IN_PROGRESS", "an earlier attempt at " + key + " may still be under way",
                            repeated.underWayFor(), null);
                }
                yield attempt(key, claim, action);
            }
            case Sighting.CannotTell() -> {
                settle(key, claim, State.UNKNOWN, repeated.evidence());
                yield new EffectResult.Unknown(repeated.evidence());
            }
        };
    }

    private EffectResult attempt(EffectKey key, Claim claim, RemoteAction action) throws RetryLater, InterruptedException {
        transactions.runInNew(() -> effects.markAttempting(key, claim, action.longest()));
        Attempt attempt;
        try {
            attempt = action.act();
        } catch (RetryLater e) {
            settleAfter(e, key, claim, State.PLANNED, e.code());
            throw e;
        } catch (RuntimeException e) {
            // It is over, but nobody knows how far it came: the world is asked, and need not be given time.
            settleAfter(e, key, claim, State.UNKNOWN,
                    "the attempt ended with an unexpected " + e.getClass().getSimpleName());
            throw e;
        }
        return switch (attempt) {
            case Attempt.Done(String evidence) -> {
                settle(key, claim, State.DONE, evidence);
                yield new EffectResult.Done(evidence, true);
            }
            case Attempt.Refused(String evidence) -> {
                settle(key, claim, State.FAILED, evidence);
                yield new EffectResult.Refused(evidence);
            }
            case Attempt.Ambiguous(String evidence) -> {
                settle(key, claim, State.UNKNOWN, evidence);
                yield new EffectResult.Unknown(evidence);
            }
        };
    }

    /** What the attempt failed of is told whatever becomes of the record. */
    private void settleAfter(Exception failure, EffectKey key, Claim claim, State state, String evidence) {
        try {
            settle(key, claim, state, evidence);
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    private void settle(EffectKey key, Claim claim, State state, String evidence) {
        transactions.runInNew(() -> effects.settle(key, claim, state, evidence));
        meters.effectSettled(key, state.column());
    }
}
