package io.upmpublisher.messaging.inbox;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

import io.opentelemetry.api.trace.Span;
import io.upmpublisher.events.EventCodec;
import io.upmpublisher.events.EventEnvelope;
import io.upmpublisher.events.RunId;
import io.upmpublisher.events.UnreadableEventException;
import io.upmpublisher.messaging.Causation;
import io.upmpublisher.messaging.MessagingException;
import io.upmpublisher.messaging.MessagingMeters;
import io.upmpublisher.messaging.Tables;
import io.upmpublisher.messaging.Traces;
import io.upmpublisher.messaging.Transactions;
import io.upmpublisher.messaging.deadletter.DeadLetters;
import io.upmpublisher.messaging.inbox.InboxEntries.ClaimedEntry;

/** One attempt at one entry: reads the event, calls its consumer, and records how that ended. */
public class EntryWork {

    private static final Logger LOG = Logger.getLogger(EntryWork.class);

    private final Transactions transactions;
    private final InboxEntries entries;
    private final DeadLetters deadLetters;
    private final RetryPolicy retryPolicy;
    private final Consumers consumers;
    private final MessagingMeters meters;

    public EntryWork(Tables tables, DeadLetters deadLetters, RetryPolicy retryPolicy, Consumers consumers,
            MessagingMeters meters) {
        this.transactions = tables.transactions();
        this.entries = tables.inbox();
        this.deadLetters = deadLetters;
        this.retryPolicy = retryPolicy;
        this.consumers = consumers;
        this.meters = meters;
    }

    WorkedOn workedOn() {
        return consumers.workedOn();
    }

    void perform(ClaimedEntry entry) {
        try {
            var envelope = EventCodec.readEnvelope(entry.payload());
            MDC.put("run", envelope.correlation().map(RunId::toString).orElse("-"));
            MDC.put("subject", envelope.subject());
            var started = System.nanoTime();
            var end = perform(entry, envelope);
            meters.attempted(entry.claim().consumer(), envelope, end, Duration.ofNanos(System.nanoTime() - started));
        } catch (UnreadableEventException e) {
            giveUp(entry, "EVENT_UNREADABLE", e.getMessage());
        } finally {
            MDC.remove("run");
            MDC.remove("subject");
        }
    }

    private AttemptEnd perform(ClaimedEntry entry, EventEnvelope envelope) {
        try {
            if (entry.claim().attempt() > retryPolicy.attempts()) {
                return giveUpUnsaid(entry, envelope, "ATTEMPTS_EXHAUSTED",
                        "its workers vanished in all of " + retryPolicy.attempts() + " attempts");
            }
            var span = Traces.startConsuming(envelope.name(), envelope.traceparent());
            try (var scope = span.makeCurrent()) {
                return call(entry, envelope);
            } finally {
                span.end();
            }
        } catch (LostClaim e) {
            LOG.warnf("%s; what this worker did after that was not recorded", e.getMessage());
            return AttemptEnd.LOST_CLAIM;
        } catch (RuntimeException e) {
            LOG.warnf(e, "the work on event %s could not be recorded; it is done again when its lease ends",
                    entry.claim().event());
            return AttemptEnd.UNRECORDED;
        }
    }

    private AttemptEnd call(ClaimedEntry entry, EventEnvelope envelope) {
        var hold = new Hold(entry.claim(), transactions, entries);
        var attempt = new Consumers.Attempt(entry, envelope, retryPolicy.isExhaustedBy(entry.claim().attempt()), hold);
        var started = System.nanoTime();
        try {
            Causation.where(envelope.id(), () -> {
                consumers.call(attempt);
                hold.finishUnlessDone();
                return null;
            });
            LOG.infof("%s %s is done, at attempt %d and after %d ms", envelope.name(), envelope.id(), entry.claim().attempt(),
                    Duration.ofNanos(System.nanoTime() - started).toMillis());
            return AttemptEnd.DONE;
        } catch (RetryLater e) {
            return e.countsAsAttempt() ? retry(entry, envelope, e.code(), e.getMessage(), e.after(), e)
                    : pause(entry, envelope, e);
        } catch (GiveUp e) {
            LOG.errorf(e, "gave up %s %s: %s", envelope.name(), envelope.id(), e.getMessage());
            return giveUp(entry, e.code(), e.getMessage(), e.lastStep());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            LOG.infof("the work on %s %s was interrupted; it is done again when its lease ends", envelope.name(),
                    envelope.id());
            return AttemptEnd.UNRECORDED;
        } catch (UnreadableEventException e) {
            LOG.errorf(e, "gave up %s %s: %s", envelope.name(), envelope.id(), e.getMessage());
            return giveUp(entry, "EVENT_UNREADABLE", e.getMessage());
        } catch (LostClaim | MessagingException e) {
            throw e;
        } catch (Exception e) {
            // An error that nobody foresaw is tried again like one that may pass; what it was is in the log, not in the event.
            return retry(entry, envelope, "INTERNAL_ERROR",
                    "an unexpected " + e.getClass().getSimpleName() + "; the service's log has it",
                    Optional.empty(), e);
        }
    }

    private AttemptEnd retry(ClaimedEntry entry, EventEnvelope envelope, String code, String cause, Optional<Duration> after,
            Exception e) {
        Span.current().recordException(e);
        if (retryPolicy.isExhaustedBy(entry.claim().attempt())) {
            LOG.errorf(e, "gave up %s %s after %d attempts: %s", envelope.name(), envelope.id(), entry.claim().attempt(),
                    cause);
            return giveUpUnsaid(entry, envelope, code, cause);
        }
        var delay = retryPolicy.delayAfter(entry.claim().attempt(), after, RandomGenerator.getDefault());
        LOG.warnf(e, "attempt %d at %s %s failed with %s; the next is in %d s", entry.claim().attempt(), envelope.name(),
                envelope.id(),
                code, delay.toSeconds());
        transactions.runInNew(() -> entries.postpone(entry.claim(), delay, code, cause));
        return AttemptEnd.RETRIED;
    }

    private AttemptEnd pause(ClaimedEntry entry, EventEnvelope envelope, RetryLater e) {
        var delay = e.after().orElseThrow();
        LOG.logf(e.isWorthALogLine() ? Logger.Level.WARN : Logger.Level.DEBUG, "%s %s waits (%s: %s); the next look is in %d s",
                envelope.name(), envelope.id(), e.code(), e.getMessage(),
                delay.toSeconds());
        transactions.runInNew(() -> entries.postponeUncounted(entry.claim(), delay, e.code(), e.getMessage()));
        return AttemptEnd.POSTPONED;
    }

    // The consumer did not say so itself, and others may wait for a word of it. What it then says must not keep the event alive.
    private AttemptEnd giveUpUnsaid(ClaimedEntry entry, EventEnvelope envelope, String code, String cause) {
        try {
            return giveUp(entry, code, cause, () -> tellOfEnd(entry, envelope, code, cause));
        } catch (LostClaim | MessagingException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.errorf(e, "%s %s is given up, and nobody is told what became of it", envelope.name(), envelope.id());
            return giveUp(entry, code, cause);
        }
    }

    private void tellOfEnd(ClaimedEntry entry, EventEnvelope envelope, String code, String cause) {
        try {
            Causation.where(envelope.id(), () -> {
                consumers.givenUp(entry, envelope, code, cause);
                return null;
            });
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("its end could not be told", e);
        }
    }

    private AttemptEnd giveUp(ClaimedEntry entry, String code, String cause) {
        return giveUp(entry, code, cause, () -> {
        });
    }

    private AttemptEnd giveUp(ClaimedEntry entry, String code, String cause, Runnable lastStep) {
        transactions.runInNew(() -> {
            lastStep.run();
            entries.bury(entry.claim(), code, cause);
            deadLetters.raise(entry.claim(), entry.payload(), code, cause, entry.firstAttemptAt());
        });
        return AttemptEnd.DEAD;
    }
}
