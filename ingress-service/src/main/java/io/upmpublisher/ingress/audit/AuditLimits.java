package io.upmpublisher.ingress.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

import io.upmpublisher.messaging.Sql;
import io.upmpublisher.messaging.StoreLimit;
import io.upmpublisher.messaging.Transactions;

/** How long it is known that there was an audit; what is found is kept with each repository for as long as it is registered. */
@ApplicationScoped
class AuditLimits {

    private static final Duration KEEP = Duration.ofDays(90);

    private final Transactions transactions;
    private final Clock clock;

    AuditLimits(Transactions transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    @Produces
    StoreLimit audits() {
        return new StoreLimit("repository audits", KEEP, this::remove);
    }

    private int remove(Duration olderThan, int atMost) {
        return Sql.update(transactions, "purge audits", """
                with old as materialized (
                    select id from repository_audit where started_at < ? order by started_at limit ? for update skip locked)
                delete from repository_audit using old where repository_audit.id = old.id
                """, clock.instant().minus(olderThan).atOffset(ZoneOffset.UTC), atMost);
    }
}
