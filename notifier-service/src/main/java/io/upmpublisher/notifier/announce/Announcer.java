package io.upmpublisher.notifier.announce;

import java.time.Clock;

import jakarta.enterprise.context.ApplicationScoped;

import io.upmpublisher.events.Fault;
import io.upmpublisher.messaging.effect.EffectKey;
import io.upmpublisher.messaging.effect.EffectLedger;
import io.upmpublisher.messaging.effect.EffectResult;
import io.upmpublisher.messaging.inbox.GiveUp;
import io.upmpublisher.messaging.inbox.Received;
import io.upmpublisher.messaging.inbox.RetryLater;

/** Tells an announcement once on the configured channel, or says what became of it. */
@ApplicationScoped
class Announcer {

    private final Agenda agenda;
    private final Outcomes outcomes;
    private final ChannelPace pace;
    private final EffectLedger ledger;
    private final Clock clock;
    private final boolean resendUnknown;

    Announcer(Agenda agenda, Outcomes outcomes, ChannelPace pace, EffectLedger ledger, Clock clock, AnnounceConfig config) {
        this.agenda = agenda;
        this.outcomes = outcomes;
        this.pace = pace;
        this.ledger = ledger;
        this.clock = clock;
        this.resendUnknown = config.resendUnknown();
    }

    void announce(Received<?> received, Announcement announcement, Channel channel)
            throws RetryLater, GiveUp, InterruptedException {
        switch (received.recordAndGet(() -> agenda.next(channel, announcement))) {
            case Step.Told told -> {
                // Nothing is left to do about it.
            }
            case Step.Wait(var code, var reason, var lookAgainAfter) ->
                throw RetryLater.waiting(code, reason, lookAgainAfter);
            case Step.Closed(Fault why) -> throw givenUp(channel, announcement, why, () -> {
            });
            case Step.Send(Announcement ready) -> send(received, ready, channel);
        }
    }

    private void send(Received<?> received, Announcement announcement, Channel channel)
            throws RetryLater, GiveUp, InterruptedException {
        var text = channel.write(announcement);
        var sending = new SendingOnce(channel, text, resendUnknown);
        switch (perform(received, announcement, channel, sending)) {
            case EffectResult.Done(var evidence, var now) -> received.finish(() -> {
                keepPause(channel, sending);
                outcomes.sent(channel, announcement, SendingOnce.messageId(evidence), text);
            });
            case EffectResult.Unknown(var evidence) -> unknown(received, announcement, channel, text,
                    sending.fault().orElseGet(() -> cutOff(evidence)));
            case EffectResult.Refused refused -> {
                var fault = sending.fault().orElseThrow();
                throw givenUp(channel, announcement, fault, () -> {
                    if (sending.foundClosed()) {
                        outcomes.closed(channel, fault);
                    }
                });
            }
        }
    }

    private EffectResult perform(Received<?> received, Announcement announcement, Channel channel, SendingOnce sending)
            throws RetryLater, GiveUp, InterruptedException {
        try {
            return ledger.perform(new EffectKey("message", channel.name() + "/" + announcement.identity()), received, sending);
        } catch (RetryLater e) {
            received.record(() -> keepPause(channel, sending));
            if (received.isLastAttempt() && !sending.wasTooFast()) {
                throw givenUp(channel, announcement, sending.fault().orElseGet(() -> cutOff(e.getMessage())), () -> {
                });
            }
            throw e;
        }
    }

    private void unknown(Received<?> received, Announcement announcement, Channel channel, String text, Fault fault)
            throws RetryLater {
        if (resendUnknown && !received.isLastAttempt()) {
            throw new RetryLater(fault.code(), fault.cause());
        }
        received.finish(() -> outcomes.unknown(channel, announcement, fault, text));
    }

    private GiveUp givenUp(Channel channel, Announcement announcement, Fault fault, Runnable besides) {
        return new GiveUp(fault.code(), fault.cause(), null, () -> {
            outcomes.failed(channel, announcement, fault);
            besides.run();
        });
    }

    private void keepPause(Channel channel, SendingOnce sending) {
        sending.pause().ifPresent(pause -> pace.pause(channel, clock.instant().plus(pause)));
    }

    private static Fault cutOff(String evidence) {
        return new Fault("MESSAGE_CUT_OFF", "The service ended while it sent the message (" + evidence + ").",
                "Look into the chat: the message may be there, and is not sent again.", false);
    }
}
