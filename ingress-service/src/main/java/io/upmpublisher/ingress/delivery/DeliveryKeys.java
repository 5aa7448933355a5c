package io.upmpublisher.ingress.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.upmpublisher.events.RunId;
import io.upmpublisher.messaging.Sql;
import io.upmpublisher.messaging.Transactions;

/**
 * The table {@code delivery_key}: that a delivery was here, when no more is known of it. One is in this table or in its own.
 */
@ApplicationScoped
class DeliveryKeys {

    private final Transactions transactions;

    DeliveryKeys(Transactions transactions) {
        this.transactions = transactions;
    }

    Optional<Taken> find(String id) {
        return Sql.query(transactions, "look for a delivery's key", DeliveryKeys::read,
                "select id, code, run from delivery_key where id = ?", id).stream().findFirst();
    }

    /** Makes keys of deliveries: each is known at any moment, and takes little room from now on. */
    int takeOver(Instant receivedBefore, int atMost) {
        return Sql.update(transactions, "make keys of old deliveries", """
                with old as materialized (
                    select id from delivery where received_at < ? order by received_at limit ? for update skip locked
                ), removed as (
                    delete from delivery using old where delivery.id = old.id
                    returning delivery.id, delivery.code, delivery.run, delivery.received_at)
                insert into delivery_key (id, code, run, received_at) select id, code, run, received_at from removed
                on conflict do nothing
                """, receivedBefore.atOffset(ZoneOffset.UTC), atMost);
    }

    int remove(Instant receivedBefore, int atMost) {
        return Sql.update(transactions, "purge delivery keys", """
                with old as materialized (
                    select id from delivery_key where received_at < ? order by received_at limit ? for update skip locked)
                delete from delivery_key using old where delivery_key.id = old.id
                """, receivedBefore.atOffset(ZoneOffset.UTC), atMost);
    }

    private static Taken read(ResultSet row) throws SQLException {
        var run = Optional.ofNullable(row.getObject("run", UUID.class)).map(RunId::new);
        return new Taken(row.getString("id"), run.isPresent() ? "accepted" : "ignored", row.getString("code"),
                run.map(accepted -> "Accepted as run " + accepted + ".").orElse("It was ignored; why is no longer kept."), run,
                true);
    }
}
