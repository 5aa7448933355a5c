package io.upmpublisher.ingress.request;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

import io.upmpublisher.messaging.Sql;
import io.upmpublisher.messaging.StoreLimit;
import io.upmpublisher.messaging.Transactions;

/**
 * How long requests are kept, and the keys by which their repetitions are known. There is no limit for
 * {@code repository_sequence}: it has one small row for each repository, and must not begin anew.
 */
@ApplicationScoped
class RequestLimits {

    private final Transactions transactions;
    private final RequestConfig config;
    private final Clock clock;

    RequestLimits(Transactions transactions, RequestConfig config, Clock clock) {
        this.transactions = transactions;
        this.config = config;
        this.clock = clock;
    }

    @Produces
    StoreLimit requests() {
        return new StoreLimit("requests", config.keep(), this::removeRequests);
    }

    @Produces
    StoreLimit keys() {
        return new StoreLimit("request keys", StoreLimit.KEEP_KEYS, this::removeKeys);
    }

    // Those whose run has not ended stay: somebody waits for it.
    private int removeRequests(Duration olderThan, int atMost) {
        return Sql.update(transactions, "purge requests", """
                with old as materialized (
                    select run from accepted_request where finished_at < ? order by finished_at limit ? for update skip locked)
                delete from accepted_request using old where accepted_request.run = old.run
                """, before(olderThan), atMost);
    }

    // Never before its request: while that is open or shown, it counts as accepted.
    private int removeKeys(Duration olderThan, int atMost) {
        return Sql.update(transactions, "purge request keys", """
                with old as materialized (
                    select repository_key, commit_id, scope from request_key
                     where occupied_at < ?
                       and not exists (select from accepted_request where accepted_request.run = request_key.run)
                     order by occupied_at limit ? for update skip locked)
                delete from request_key using old
                 where request_key.repository_key = old.repository_key and request_key.commit_id = old.commit_id
                   and request_key.scope = old.scope
                """, before(olderThan), atMost);
    }

    private OffsetDateTime before(Duration age) {
        return clock.instant().minus(age).atOffset(ZoneOffset.UTC);
    }
}
