package io.upmpublisher.audit.trail;

import java.time.Clock;

import io.upmpublisher.messaging.Transactions;

/** What another process of this service knows of the days. */
public record OtherReplica(Partitions partitions) {

    public OtherReplica(Transactions transactions, Clock clock) {
        this(new Partitions(transactions, clock));
    }
}
