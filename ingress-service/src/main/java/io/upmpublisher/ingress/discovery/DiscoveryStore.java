package io.upmpublisher.ingress.discovery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

import io.upmpublisher.events.RepositoryName;
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

    void begin(UUID id, String owner, UserName by) {
        Sql.update(transactions, "begin a search", """
                insert into discovery (id, owner, started_at, started_by, state, listing, pages, cut_off, due_at, attempts)
                values (?, ?, ?, ?, 'LISTING', 'orgs', 0, false, ?, 0)
                """, id, owner, now(), by.value(), now());
        transactions.afterCommit(signal::raise);
    }

    Optional<Discovery> find(UUID id) {
        return Sql.query(transactions, "find a search", DiscoveryStore::discovery, "select * from discovery where id = ?", id)
                .stream().findFirst();
    }

    Optional<Claim> claimDue(Duration lease) {
        return Sql.query(transactions, "claim a search",
                row -> new Claim(discovery(row), row.getObject("claim", UUID.class)), """
                        with due as materialized (
                            select id from discovery where finished_at is null and due_at <= ?
                             order by due_at limit 1 for update skip locked)
                        update discovery set due_at = ?, claim = ? from due where discovery.id = due.id
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

    void add(UUID discovery, Collection<FoundRepository> listed) {
        listed.forEach(found -> Sql.update(transactions, "note a repository of an owner", """
                insert into discovered_repository (discovery, repository_key, repository, default_branch, archived, fork,
                                                   is_private, state, truncated, packages)
                values (?, ?, ?, ?, ?, ?, ?, 'LISTED', false, '[]') on conflict do nothing
                """, discovery, found.repository().key(), found.repository().toString(), found.defaultBranch(),
                found.archived(), found.fork(), found.isPrivate()));
    }

    void record(UUID discovery, FoundRepository found) {
        Sql.update(transactions, "note what is in a repository", """
                update discovered_repository set state = ?, truncated = ?, packages = ?::jsonb, cause = ?
                 where discovery = ? and repository_key = ?
                """, found.state().name(), found.truncated(), DiscoveryJson.write(found.packages()), found.cause(), discovery,
                found.repository().key());
    }

    /** The next that was not looked at. */
    Optional<FoundRepository> nextListed(UUID discovery) {
        return Sql.query(transactions, "find a repository to look at", DiscoveryStore::repository, """
                select found.*, null as registered_as from discovered_repository found
                 where discovery = ? and state = 'LISTED' order by repository_key limit 1
                """, discovery).stream().findFirst();
    }

    void listedPage(Claim claim, String listing, int pages, boolean cutOff, State next) {
        Sql.update(transactions, "note a page of an owner's repositories", """
                update discovery set listing = ?, pages = ?, cut_off = ?, state = ?, due_at = ?, attempts = 0, code = null,
                                     cause = null, claim = null
                 where id = ?
                """, listing, pages, cutOff, next.name(), now(), claim.discovery().id());
    }

    void goOn(Claim claim) {
        Sql.update(transactions, "let a search go on", """
                update discovery set due_at = ?, attempts = 0, code = null, cause = null, claim = null where id = ?
                """, now(), claim.discovery().id());
    }

    /** @param counted whether it is an attempt that failed */
    void waitFor(Claim claim, Duration pause, String code, String cause, boolean counted) {
        Sql.update(transactions, "let a search wait", """
                update discovery set due_at = ?, attempts = ?, code = ?, cause = ?, claim = null where id = ?
                """, at(clock.instant().plus(pause)), counted ? claim.discovery().attempts() + 1 : claim.discovery().attempts(),
                code, cause, claim.discovery().id());
    }

    void end(Claim claim, State state, Optional<String> code, Optional<String> cause) {
        Sql.update(transactions, "end a search", """
                update discovery set state = ?, code = ?, cause = ?, finished_at = ?, claim = null where id = ?
                """, state.name(), code, cause, now(), claim.discovery().id());
    }

    DiscoveryView.Counts counts(UUID discovery) {
        return Sql.query(transactions, "count what was found",
                row -> new DiscoveryView.Counts(row.getInt("listed"), row.getInt("read"), row.getInt("unreadable"),
                        row.getInt("with_packages")),
                """
                        select count(*) as listed, count(*) filter (where state = 'READ') as read,
                               count(*) filter (where state = 'UNREADABLE') as unreadable,
                               count(*) filter (where packages <> '[]') as with_packages
                          from discovered_repository where discovery = ?
                        """, discovery).getFirst();
    }

    /** In the order of the keys, those after the given one. */
    List<FoundRepository> found(UUID discovery, String after, int limit, boolean onlyWithPackages) {
        return Sql.query(transactions, "list what was found", DiscoveryStore::repository, """
                select found.*, lower(registration.status) as registered_as from discovered_repository found
                  left join registration using (repository_key)
                 where discovery = ? and found.repository_key > ? and (not ? or packages <> '[]')
                 order by found.repository_key limit ?
                """, discovery, after, onlyWithPackages, limit);
    }

    Optional<FoundRepository> found(UUID discovery, RepositoryName repository) {
        return Sql.query(transactions, "find a repository of a search", DiscoveryStore::repository, """
                select found.*, null as registered_as from discovered_repository found
                 where discovery = ? and repository_key = ?
                """, discovery, repository.key()).stream().findFirst();
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
                Optional.ofNullable(row.getString("code")), Optional.ofNullable(row.getString("cause")),
                Optional.ofNullable(row.getObject("finished_at", OffsetDateTime.class)).map(OffsetDateTime::toInstant));
    }

    private static FoundRepository repository(ResultSet row) throws SQLException {
        return new FoundRepository(RepositoryName.parse(row.getString("repository")),
                Optional.ofNullable(row.getString("default_branch")), row.getBoolean("archived"), row.getBoolean("fork"),
                row.getBoolean("is_private"), FoundRepository.State.valueOf(row.getString("state")),
                row.getBoolean("truncated"), DiscoveryJson.packages(row.getString("packages")),
                Optional.ofNullable(row.getString("cause")), Optional.ofNullable(row.getString("registered_as")));
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
