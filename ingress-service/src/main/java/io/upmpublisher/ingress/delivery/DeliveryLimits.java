package io.upmpublisher.ingress.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

import io.upmpublisher.messaging.Sql;
import io.upmpublisher.messaging.StoreLimit;
import io.upmpublisher.messaging.Transactions;

/** How long what came in is kept: at first its body goes, then what was decided on it, and at last that it was here at all. */
@ApplicationScoped
class DeliveryLimits {

    private final Transactions transactions;
    private final DeliveryKeys keys;
    private final DeliveryConfig config;
    private final Clock clock;

    DeliveryLimits(Transactions transactions, DeliveryKeys keys, DeliveryConfig config, Clock clock) {
        this.transactions = transactions;
        this.keys = keys;
        this.config = config;
        this.clock = clock;
    }

    @Produces
    StoreLimit bodies() {
        return new StoreLimit("delivery bodies", config.keepBodies(), this::removeBodies);
    }

    @Produces
    StoreLimit deliveries() {
        return new StoreLimit("deliveries", config.keep(), (age, batch) -> keys.takeOver(before(age), batch));
    }

    @Produces
    StoreLimit keys() {
        return new StoreLimit("delivery keys", StoreLimit.KEEP_KEYS, (age, batch) -> keys.remove(before(age), batch));
    }

    private int removeBodies(Duration olderThan, int atMost) {
        return Sql.update(transactions, "purge delivery bodies", """
                with old as materialized (
                    select delivery from delivery_body where received_at < ?
                     order by received_at limit ? for update skip locked)
                delete from delivery_body using old where delivery_body.delivery = old.delivery
                """, before(olderThan).atOffset(ZoneOffset.UTC), atMost);
    }

    private Instant before(Duration age) {
        return clock.instant().minus(age);
    }
}
