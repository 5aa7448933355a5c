package io.upmpublisher.audit.trail;

import java.time.ZoneOffset;

import jakarta.enterprise.context.ApplicationScoped;

import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.events.RunId;
import io.upmpublisher.messaging.Sql;
import io.upmpublisher.messaging.Transactions;

/** The table {@code audit_record}. Plain SQL, as in all of this service: its partitions and JSON are the point. */
@ApplicationScoped
class Trail {

    private final Transactions transactions;

    Trail(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Keeps a record, once, in the current transaction. Its day must have a partition. */
    boolean add(AuditRecord record) {
        var envelope = record.envelope();
        return Sql.update(transactions, "keep a record", """
                insert into audit_record (id, time, type, cloud_event_type, source, subject, run, causation, traceparent,
                    repository, repository_key, actor, outcome, code, packages, trigger, branch, commit_id, registry,
                    delivery, data, recorded_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?::json, ?)
                on conflict (time, id) do nothing
                """, record.id(), record.time().atOffset(ZoneOffset.UTC), envelope.name(), envelope.type(), envelope.source(),
                envelope.subject(), envelope.correlation().map(RunId::value), envelope.causation(), envelope.traceparent(),
                record.repository().map(RepositoryName::toString), record.repository().map(RepositoryName::key),
                record.actor(), record.outcome(), record.code(), record.packages(), record.trigger(), record.branch(),
                record.commit(), record.registry(), record.delivery(), record.data(),
                record.recordedAt().atOffset(ZoneOffset.UTC)) == 1;
    }
}
