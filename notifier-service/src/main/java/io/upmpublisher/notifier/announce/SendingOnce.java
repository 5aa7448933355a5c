package io.upmpublisher.notifier.announce;

import java.time.Duration;
import java.util.Optional;

import io.upmpublisher.events.Fault;
import io.upmpublisher.messaging.effect.RemoteAction;
import io.upmpublisher.messaging.inbox.RetryLater;

/** One message's way to its channel, as the effect ledger sees it. */
final class SendingOnce implements RemoteAction {

    private static final String WITHOUT_ID = "sent, without an id";

    private final Channel channel;
    private final String text;
    private final boolean resendUnknown;
    private Optional<Fault> fault = Optional.empty();
    private Optional<Duration> pause = Optional.empty();
    private boolean tooFast;
    private boolean closed;

    SendingOnce(Channel channel, String text, boolean resendUnknown) {
        this.channel = channel;
        this.text = text;
        this.resendUnknown = resendUnknown;
    }

    /** What went wrong, if an attempt was made and something did. */
    Optional<Fault> fault() {
        return fault;
    }

    /** How long the channel wants to be left alone. */
    Optional<Duration> pause() {
        return pause;
    }

    boolean wasTooFast() {
        return tooFast;
    }

    /** Whether the channel takes no message at all. */
    boolean foundClosed() {
        return closed;
    }

    static Optional<String> messageId(String evidence) {
        return Optional.of(evidence).filter(id -> !id.equals(WITHOUT_ID));
    }

    @Override
    public Duration longest() {
        return channel.longest();
    }

    /** A channel cannot be asked what was sent through it. */
    @Override
    public Sighting lookUp() {
        return resendUnknown ? new Sighting.Absent() : new Sighting.CannotTell();
    }

    @Override
    public Attempt act() throws RetryLater, InterruptedException {
        return switch (channel.send(text)) {
            case Sending.Sent(var message, var wanted) -> {
                pause = wanted;
                yield new Attempt.Done(message.orElse(WITHOUT_ID));
            }
            case Sending.NotSent(Fault found) -> throw new RetryLater(noted(found).code(), found.cause());
            case Sending.TooFast(Fault found, Duration wanted) -> {
                tooFast = true;
                pause = Optional.of(wanted);
                throw RetryLater.paused(noted(found).code(), found.cause(), wanted);
            }
            case Sending.Unknown(Fault found) -> new Attempt.Ambiguous(noted(found).cause());
            case Sending.Refused(Fault found) -> new Attempt.Refused(noted(found).cause());
            case Sending.Closed(Fault found) -> {
                closed = true;
                yield new Attempt.Refused(noted(found).cause());
            }
        };
    }

    private Fault noted(Fault found) {
        fault = Optional.of(found);
        return found;
    }
}
