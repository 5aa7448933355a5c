package io.upmpublisher.changelog.release;

import io.upmpublisher.events.Fault;
import io.upmpublisher.messaging.effect.RemoteAction;

/** An effect that can say why the world refused it. */
public sealed interface Refusable extends RemoteAction permits TagEffect, ReleaseEffect {

    /** To be asked after a refusal. */
    Fault fault();
}
