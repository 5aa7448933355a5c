package io.upmpublisher.notifier.announce;

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
 * How long messages are kept, and the changelogs for them. There is no limit for {@code channel}, {@code channel_slot} and
 * {@code alarm}: they have a few rows for each channel that is configured.
 */
@ApplicationScoped
class AnnounceLimits {

    // Messages wait for seconds, but a replay may want its changelog for as long as dead letters are usually looked at.
    private static final Duration KEEP_CHANGELOGS = Duration.ofDays(30);

    private final Transactions transactions;
    private final Clock clock;
    private final Duration keep;

    AnnounceLimits(Transactions transactions, Clock clock, AnnounceConfig config) {
        this.transactions = transactions;
        this.clock = clock;
        this.keep = config.keep();
    }

    @Produces
    StoreLimit notifications() {
        return new StoreLimit("notifications", keep, this::removeNotifications);
    }

    @Produces
    StoreLimit changelogs() {
        return new StoreLimit("changelogs", KEEP_CHANGELOGS, this::removeChangelogs);
    }

    private int removeNotifications(Duration olderThan, int atMost) {
        return Sql.update(transactions, "purge notifications", """
                with old as materialized (
                    select notification_key from notification
                     where created_at < ? and (outcome <> 'WAITING' or %s)
                     order by created_at limit ? for update skip locked)
                delete from notification using old where notification.notification_key = old.notification_key
                """.formatted(StoreLimit.NO_OPEN_WORK), before(olderThan), olderThan, atMost);
    }

    private int removeChangelogs(Duration olderThan, int atMost) {
        return Sql.update(transactions, "purge changelogs", """
                with old as materialized (
                    select run_id, revision from changelog where recorded_at < ?
                     order by recorded_at limit ? for update skip locked)
                delete from changelog using old where changelog.run_id = old.run_id and changelog.revision = old.revision
                """, before(olderThan), atMost);
    }

    private OffsetDateTime before(Duration age) {
        return clock.instant().minus(age).atOffset(ZoneOffset.UTC);
    }
}
