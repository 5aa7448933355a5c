package io.upmpublisher.publisher.comparison;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

import io.upmpublisher.messaging.Sql;
import io.upmpublisher.messaging.StoreLimit;
import io.upmpublisher.messaging.Transactions;

/** How long it is kept what was found of repositories that have left plan mode. */
@ApplicationScoped
class ComparisonLimits {

    private final Transactions transactions;
    private final Clock clock;
    private final Duration keep;

    ComparisonLimits(Transactions transactions, Clock clock, ComparisonConfig config) {
        this.transactions = transactions;
        this.clock = clock;
        this.keep = config.keep();
    }

    @Produces
    StoreLimit comparisons() {
        return new StoreLimit("comparisons", keep, this::removeComparisons);
    }

    private int removeComparisons(Duration olderThan, int atMost) {
        return Sql.update(transactions, "purge comparisons", """
                with old as materialized (
                    select repository_key from comparison where ended_at < ? order by ended_at limit ? for update skip locked)
                delete from comparison using old where comparison.repository_key = old.repository_key
                """, before(olderThan), atMost);
    }

    private OffsetDateTime before(Duration age) {
        return clock.instant().minus(age).atOffset(ZoneOffset.UTC);
    }
}
