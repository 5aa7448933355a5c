package io.upmpublisher.ingress.request;

import jakarta.enterprise.context.ApplicationScoped;

import io.upmpublisher.events.EventType;
import io.upmpublisher.events.PublishCompleted;
import io.upmpublisher.messaging.inbox.EventConsumer;
import io.upmpublisher.messaging.inbox.Received;

/** Learns how runs ended: who asks for the same as a failed run did is to be heard again. */
@ApplicationScoped
class PublishCompletedConsumer implements EventConsumer<PublishCompleted> {

    private final AcceptedRequestRepository accepted;
    private final RequestKeys keys;

    PublishCompletedConsumer(AcceptedRequestRepository accepted, RequestKeys keys) {
        this.accepted = accepted;
        this.keys = keys;
    }

    @Override
    public EventType consumes() {
        return EventType.PUBLISH_COMPLETED;
    }

    @Override
    public void on(Received<PublishCompleted> received) {
        var completed = received.event();
        received.finish(() -> {
            // Runs that the publisher starts by itself are not ours.
            accepted.findByIdOptional(completed.run().value()).ifPresent(request -> request.complete(completed));
            switch (completed.state()) {
                case FAILED, PARTLY -> keys.free(completed.run());
                case PUBLISHED, NOTHING, QUEUED, RUNNING -> {
                }
            }
        });
    }
}
