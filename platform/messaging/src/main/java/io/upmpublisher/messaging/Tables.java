package io.upmpublisher.messaging;

import io.upmpublisher.messaging.effect.Effects;
import io.upmpublisher.messaging.inbox.InboxEntries;
import io.upmpublisher.messaging.outbox.OutboxEntries;
import io.upmpublisher.messaging.receipt.Receipts;

/** This library's tables, all reached through the same transactions. */
public record Tables(Transactions transactions, OutboxEntries outbox, InboxEntries inbox, Receipts receipts, Effects effects) {

    public static Tables through(Transactions transactions) {
        return new Tables(transactions, new OutboxEntries(transactions), new InboxEntries(transactions),
                new Receipts(transactions),
                new Effects(transactions));
    }
}
