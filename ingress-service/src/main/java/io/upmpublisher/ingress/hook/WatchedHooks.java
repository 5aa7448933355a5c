package io.upmpublisher.ingress.hook;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.upmpublisher.messaging.Sql;
import io.upmpublisher.messaging.Transactions;

/**
 * The table {@code watched_hook}. One process at a time works on a row: it moves {@code next_at} ahead, and further while it
 * works; if it is killed, the row is due again when that time comes. Every method is a transaction.
 */
@ApplicationScoped
class WatchedHooks {

    private static final String COLUMNS = "scope, state, detail, watched_since, looked_at, listed_until, reconciled_at";

    private final Transactions transactions;

    WatchedHooks(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Begins to watch what is new among these, and forgets what is not among them. */
    void watchOnly(Collection<HookScope> scopes, Instant now) {
        var keys = scopes.stream().map(HookScope::key).toArray(String[]::new);
        transactions.runInNew(() -> {
            Sql.update(transactions, "watch webhooks", """
                    insert into watched_hook (scope, state, detail, watched_since, next_at)
                    select scope, 'UNSEEN', '', ?, ? from unnest(?) as scope on conflict do nothing
                    """, at(now), at(now), keys);
            Sql.update(transactions, "forget webhooks", "delete from watched_hook where scope <> all (?)", (Object) keys);
        });
    }

    List<WatchedHook> all() {
        return transactions.inNew(() -> Sql.query(transactions, "read the watched webhooks", WatchedHooks::read,
                "select " + COLUMNS + " from watched_hook order by scope"));
    }

    /** Takes the one that has been due for the longest time, until then. */
    Optional<WatchedHook> claimDue(Instant now, Instant until) {
        return transactions.inNew(() -> Sql.query(transactions, "claim a due webhook", WatchedHooks::read, """
                update watched_hook set next_at = ? where scope in (
                    select scope from watched_hook where next_at <= ? order by next_at limit 1 for update skip locked)
                returning %s
                """.formatted(COLUMNS), at(until), at(now)).stream().findFirst());
    }

    void holdUntil(HookScope scope, Instant time) {
        transactions.runInNew(() -> Sql.update(transactions, "hold a webhook",
                "update watched_hook set next_at = ? where scope = ?", at(time), scope.key()));
    }

    void saw(HookScope scope, Sighting sighting, Instant now) {
        transactions.runInNew(() -> Sql.update(transactions, "note how a webhook is", """
                update watched_hook set state = ?, detail = ?, looked_at = ? where scope = ?
                """, sighting.state().name(), sighting.detail(), at(now), scope.key()));
    }

    /**
     * @param listedUntil the newest attempt of a listing that was complete
     */
    void reconciled(HookScope scope, Optional<Instant> listedUntil, Instant now) {
        transactions.runInNew(() -> Sql.update(transactions, "note that a webhook was reconciled", """
                update watched_hook set listed_until = coalesce(cast(? as timestamptz), listed_until), reconciled_at = ?
                 where scope = ?
                """, listedUntil.map(WatchedHooks::at), at(now), scope.key()));
    }

    private static WatchedHook read(ResultSet row) throws SQLException {
        return new WatchedHook(HookScope.parse(row.getString("scope")), HookState.valueOf(row.getString("state")),
                row.getString("detail"), row.getObject("watched_since", OffsetDateTime.class).toInstant(),
                time(row, "looked_at"), time(row, "listed_until"), time(row, "reconciled_at"));
    }

    private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        @Nullable
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
    }

    static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
