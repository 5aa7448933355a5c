package io.upmpublisher.messaging.deadletter;

import io.upmpublisher.events.DeadLetterReplayed;
import io.upmpublisher.events.EventType;
import io.upmpublisher.events.ReplayRequested;
import io.upmpublisher.messaging.inbox.EventConsumer;
import io.upmpublisher.messaging.inbox.Received;
import io.upmpublisher.messaging.inbox.Reopening;
import io.upmpublisher.messaging.outbox.Outbox;

/** Takes up again what this service gave up, when an operator asks for it. Every consuming service has it. */
public class ReplayRequestedConsumer implements EventConsumer<ReplayRequested> {

    private final Reopening reopening;
    private final Outbox outbox;

    public ReplayRequestedConsumer(Reopening reopening, Outbox outbox) {
        this.reopening = reopening;
        this.outbox = outbox;
    }

    @Override
    public EventType consumes() {
        return EventType.REPLAY_REQUESTED;
    }

    @Override
    public void on(Received<ReplayRequested> received) {
        var request = received.event();
        if (!reopening.isFor(request.service())) {
            return;
        }
        received.finish(() -> {
            var outcome = reopening.reopen(request.event());
            outbox.append(new DeadLetterReplayed(request.deadLetter(), request.service(), request.event(), request.run(),
                    request.by(),
                    outcome));
        });
    }
}
