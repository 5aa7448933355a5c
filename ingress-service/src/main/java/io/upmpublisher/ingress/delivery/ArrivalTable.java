package io.upmpublisher.ingress.delivery;

import java.time.ZoneOffset;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonProcessingException;

import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.events.RunId;
import io.upmpublisher.messaging.Sql;
import io.upmpublisher.messaging.Transactions;

/** The way into {@code delivery} and {@code delivery_body}: one statement, because every delivery pays for it. */
@ApplicationScoped
class ArrivalTable {

    private final Transactions transactions;

    ArrivalTable(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * Stores a delivery on which was decided, with its body. Of two transactions that store the same id at once, one waits for
     * the other.
     *
     * @return false if it is here already
     */
    boolean insert(Delivery delivery, byte[] body) {
        var receivedAt = delivery.receivedAt().atOffset(ZoneOffset.UTC);
        return Sql.update(transactions, "store a delivery", """
                with arrived as (
                    insert into delivery (id, kind, event, target, headers, digest, received_at, decided_at, decision, code,
                                          reason, repository, repository_key, ref, commit_id, run, redeliveries,
                                          differing_redeliveries, version)
                    values (?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::uuid, 0, 0, 0)
                    on conflict on constraint delivery_pkey do nothing
                    returning id, received_at)
                insert into delivery_body (delivery, body, received_at) select id, ?, received_at from arrived
                """, delivery.id(), delivery.kind().name(), delivery.event(), delivery.target().map(RepositoryName::toString),
                json(delivery), delivery.digest(), receivedAt, delivery.decidedAt().atOffset(ZoneOffset.UTC),
                delivery.decision().name(), delivery.code(), delivery.reason(), delivery.repository(),
                delivery.repository().map(RepositoryName::parse).map(RepositoryName::key), delivery.ref(), delivery.commit(),
                delivery.run().map(RunId::value), body) == 1;
    }

    private static String json(Delivery delivery) {
        try {
            return ArrivalJson.MAPPER.writeValueAsString(delivery.headers());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A map of texts is always JSON", e);
        }
    }
}
