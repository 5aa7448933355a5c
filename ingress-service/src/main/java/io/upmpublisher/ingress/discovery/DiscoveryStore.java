package io.upmpublisher.ingress.discovery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

import io.upmpublisher.events.UserName;
import io.upmpublisher.ingress.discovery.Discovery.State;
import io.upmpublisher.messaging.Signal;
import io.upmpublisher.messaging.Sql;
import io.upmpublisher.messaging.StoreLimit;
import io.upmpublisher.messaging.Transactions;

/** Searches, as far as they have come. Every method but {@link #signal} belongs into a transaction. */
@ApplicationScoped
class DiscoveryStore {

    private final Transactions transactions;
    private final Clock clock;
    private final DiscoveryConfig config;
    private final Signal signal = new Signal();

    DiscoveryStore(Transactions transactions, Clock clock, DiscoveryConfig config) {
        this.transactions = transactions;
        this.clock = clock;
        this.config = config;
    }

    record Claim(Discovery discovery, UUID token) {
    }

    /** Raised when something may be due. */
    Signal signal() {
        return signal;
    }

    @Produces
    StoreLimit discoveries() {
        return new StoreLimit("discoveries", config.keep(), this::remove);
    }

    /**
     * @return the id of the search for this owner that goes on: the given one, or that of one that was begun before. Who begins
     *         at the same time waits here for the other's transaction.
     */
    UUID begin(UUID id, String owner, UserName by) {
        var running = Optional.<UUID> empty();
        while (running.isEmpty()) {
            if (insert(id, owner, by)) {
                transactions.afterCommit(signal::raise);
                return id;
            }
            // None if it has ended in between.
            running = Sql.query(transactions, "find the search for an owner", row -> row.getObject("id", UUID.class),
                    "select id from discovery where lower(owner) = lower(?) and finished_at is null", owner).stream()
                    .findFirst();
        }
        return running.get();
    }

    Optional<Discovery> find(UUID id) {
        return Sql.query(transactions, "find a search", DiscoveryStore::discovery, "select * from discovery where id = ?", id)
                .stream().findFirst();
    }

    /** One that is still claimed belonged to a worker that vanished, which counts as an attempt. */
    Optional<Claim> claimDue(Duration lease) {
        return Sql.query(transactions, "claim a search",
                row -> new Claim(discovery(row), row.getObject("claim", UUID.class)), """
                        with due as materialized (
                            select id from discovery where finished_at is null and due_at <= ?
                             order by due_at limit 1 for update skip locked)
                        update discovery set due_at = ?, claim = ?, attempts = attempts + (claim is not null)::integer
                          from due where discovery.id = due.id
                        returning discovery.*
                        """, now(), at(clock.instant().plus(lease)), UUID.randomUUID()).stream().findFirst();
    }

    /**
     * Locks the search for the rest of the transaction, which records a step of it.
     *
     * @return false if another worker has taken it over
     */
    boolean holds(Claim claim) {
        return !Sql.query(transactions, "check the claim on a search", row -> row.getString("state"),
                "select state from discovery where id = ? and claim = ? for update", claim.discovery().id(), claim.token())
                .isEmpty();
    }

    /**
     * A sign of life.
     *
     * @return false if another worker has taken it over
     */
    boolean extend(Claim claim, Duration lease) {
        return Sql.update(transactions, "keep a search", "update discovery set due_at = ? where id = ? and claim = ?",
                at(clock.instant().plus(lease)), claim.discovery().id(), claim.token()) > 0;
    }

    void listedPage(UUID discovery, String listing, int pages, boolean cutOff, State next) {
        Sql.update(transactions, "note a page of an owner's repositories",
                "update discovery set listing = ?, pages = ?, cut_off = ?, state = ? where id = ?", listing, pages, cutOff,
                next.name(), discovery);
    }

    /** After a step that came further. */
    void goOn(Claim claim) {
        Sql.update(transactions, "let a search go on", """
                update discovery set due_at = ?, attempts = 0, code = null, cause = null, claim = null where id = ?
                """, now(), claim.discovery().id());
    }

    /** As if it had not been claimed. */
    void giveBack(Claim claim) {
        Sql.update(transactions, "give a search back", "update discovery set due_at = ?, claim = null where id = ?", now(),
                claim.discovery().id());
    }

    /** @param attempts how many times in a row it came no further now */
    void waitFor(Claim claim, Duration pause, String code, String cause, int attempts) {
        Sql.update(transactions, "let a search wait", """
                update discovery set due_at = ?, attempts = ?, code = ?, cause = ?, claim = null where id = ?
                """, at(clock.instant().plus(pause)), attempts, code, cause, claim.discovery().id());
    }

    void end(Claim claim, State state, Optional<String> code, Optional<String> cause) {
        Sql.update(transactions, "end a search", """
                update discovery set state = ?, code = ?, cause = ?, finished_at = ?, claim = null where id = ?
                """, state.name(), code, cause, now(), claim.discovery().id());
    }

    private boolean insert(UUID id, String owner, UserName by) {
        return Sql.update(transactions, "begin a search", """
                insert into discovery (id, owner, started_at, started_by, state, listing, pages, cut_off, due_at, attempts)
                values (?, ?, ?, ?, 'LISTING', 'orgs', 0, false, ?, 0)
                on conflict (lower(owner)) where finished_at is null do nothing
                """, id, owner, now(), by.value(), now()) > 0;
    }

    private int remove(Duration olderThan, int atMost) {
        return Sql.update(transactions, "purge searches", """
                with old as materialized (
                    select id from discovery where started_at < ? order by started_at limit ? for update skip locked)
                delete from discovery using old where discovery.id = old.id
                """, at(clock.instant().minus(olderThan)), atMost);
    }

    private static Discovery discovery(ResultSet row) throws SQLException {
        return new Discovery(row.getObject("id", UUID.class), row.getString("owner"), instant(row, "started_at"),
                row.getString("started_by"), State.valueOf(row.getString("state")), row.getString("listing"),
                row.getInt("pages"), row.getBoolean("cut_off"), instant(row, "due_at"), row.getInt("attempts"),
                row.getObject("claim") != null, Optional.ofNullable(row.getString("code")),
                Optional.ofNullable(row.getString("cause")),
                Optional.ofNullable(row.getObject("finished_at", OffsetDateTime.class)).map(OffsetDateTime::toInstant));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private OffsetDateTime now() {
        return at(clock.instant());
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
