package io.upmpublisher.notifier.announce;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.upmpublisher.events.ChangelogCompleted;
import io.upmpublisher.events.EventCodec;
import io.upmpublisher.events.EventEnvelope;
import io.upmpublisher.events.PublishCompleted;
import io.upmpublisher.events.UnreadableEventException;
import io.upmpublisher.messaging.Sql;
import io.upmpublisher.messaging.Transactions;

/** The changelogs that were told of, for the messages that link them. */
@ApplicationScoped
class Changelogs {

    private final Transactions transactions;
    private final Clock clock;

    Changelogs(Transactions transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    void keep(EventEnvelope envelope, ChangelogCompleted changelog) {
        // A replay of the changelog's work may tell of the same revision again, and knows better.
        Sql.update(transactions, "keep a changelog", """
                insert into changelog (run_id, revision, event, recorded_at) values (?, ?, ?, ?)
                on conflict (run_id, revision) do update set event = excluded.event
                """, changelog.run().value(), changelog.revision(), EventCodec.write(envelope, changelog),
                clock.instant().atOffset(ZoneOffset.UTC));
    }

    Optional<ChangelogCompleted> of(PublishCompleted outcome) {
        return Sql.query(transactions, "find a changelog", row -> row.getBytes("event"),
                "select event from changelog where run_id = ? and revision = ?", outcome.run().value(), outcome.revision())
                .stream().map(Changelogs::read).findFirst();
    }

    private static ChangelogCompleted read(byte[] event) {
        try {
            return (ChangelogCompleted) EventCodec.readEvent(event);
        } catch (UnreadableEventException e) {
            throw new IllegalStateException("a changelog that was kept cannot be read", e);
        }
    }
}
