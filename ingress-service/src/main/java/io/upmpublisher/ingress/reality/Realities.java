package io.upmpublisher.ingress.reality;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.events.RepositoryProbed;
import io.upmpublisher.events.RepositorySettings;
import io.upmpublisher.events.RepositoryStatus;
import io.upmpublisher.ingress.reality.Flag.Source;
import io.upmpublisher.messaging.Sql;
import io.upmpublisher.messaging.Transactions;
import io.upmpublisher.operator.Alarms;

/**
 * What is known of registered repositories as they are. What is found is flagged, and alarms told of, in the transaction that
 * it is recorded in; every method belongs into one.
 */
@ApplicationScoped
public class Realities {

    private final Transactions transactions;
    private final Alarms alarms;
    private final HostQueue queue;
    private final Clock clock;

    Realities(Transactions transactions, Alarms alarms, HostQueue queue, Clock clock) {
        this.transactions = transactions;
        this.alarms = alarms;
        this.queue = queue;
        this.clock = clock;
    }

    public Reality of(RepositoryName repository) {
        return ofAll(List.of(repository)).getOrDefault(repository, Reality.unknown(repository));
    }

    /** Those of which something is known. */
    public Map<RepositoryName, Reality> ofAll(Collection<RepositoryName> repositories) {
        var keys = repositories.stream().map(RepositoryName::key).toArray(String[]::new);
        return read("select repository, probe, host, flags from repository_reality where repository_key = any(?)",
                (Object) keys).stream().collect(Collectors.toMap(Reality::repository, Function.identity()));
    }

    /** What is flagged about those that something is flagged about. */
    public Map<RepositoryName, List<Flag>> flagsOf(Collection<RepositoryName> repositories) {
        var keys = repositories.stream().map(RepositoryName::key).toArray(String[]::new);
        return Sql.query(transactions, "find what is flagged about repositories",
                row -> Map.entry(RepositoryName.parse(row.getString("repository")), RealityJson.flags(row.getString("flags"))),
                "select repository, flags from repository_reality where repository_key = any(?) and flags <> '[]'",
                (Object) keys).stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** A repository is registered: its git host is asked about it at once. */
    public void registered(RepositoryName repository) {
        Sql.update(transactions, "note a repository to be looked at", """
                insert into repository_reality (repository_key, repository, created_at, flags, due_at, attempts)
                values (?, ?, ?, '[]', ?, 0) on conflict do nothing
                """, repository.key(), repository.toString(), at(clock.instant()), at(clock.instant()));
        queue.raiseAfterCommit();
    }

    /** Its settings were changed: what was found may mean something else now. */
    public void reconsider(RepositoryName repository, RepositorySettings settings) {
        locked(repository).ifPresent(known -> flag(known, settings, Optional.empty()));
    }

    public void removed(RepositoryName repository) {
        // First, as whoever flags it: two that lock it and its alarms the other way round would wait for each other.
        Sql.update(transactions, "forget what a repository is",
                "delete from repository_reality where repository_key = ?", repository.key());
        tell(repository, List.of());
    }

    /** Passes over what is older than what is known. */
    public void record(RepositoryProbed probed, RepositorySettings settings) {
        var updated = Sql.update(transactions, "record how a repository was read", """
                update repository_reality set probe = ?::jsonb, probed_at = ?, audit_of_probe = null
                 where repository_key = ? and coalesce(probed_at, '-infinity') < ?
                """, RealityJson.write(probed), at(probed.probedAt()), probed.repository().key(), at(probed.probedAt()));
        if (updated == 1) {
            locked(probed.repository()).ifPresent(known -> flag(known, settings, Optional.of(Source.PROBE)));
        }
    }

    /** What the host showed; must be recorded under the claim of the question. */
    public void record(RepositoryName repository, HostView view, RepositorySettings settings) {
        Sql.update(transactions, "record how a git host shows a repository",
                "update repository_reality set host = ?::jsonb, audit_of_host = null where repository_key = ?",
                RealityJson.write(view), repository.key());
        locked(repository).ifPresent(known -> flag(known, settings, Optional.of(Source.GITHUB)));
    }

    private Optional<Reality> locked(RepositoryName repository) {
        return read("select repository, probe, host, flags from repository_reality where repository_key = ? for update",
                repository.key()).stream().findFirst();
    }

    private void flag(Reality known, RepositorySettings settings, Optional<Source> seenAnew) {
        var before = known.flags().stream().collect(Collectors.toMap(Flag::code, Function.identity()));
        var flags = FlagRules.flags(known.repository(), settings.branches(), known.probe(), known.host()).stream()
                .map(flag -> Optional.ofNullable(before.get(flag.code()))
                        .map(old -> flag.after(old, seenAnew.filter(flag.from()::equals).isPresent()))
                        .orElseGet(() -> flag.first(clock.instant())))
                .toList();
        Sql.update(transactions, "flag a repository",
                "update repository_reality set flags = ?::jsonb where repository_key = ?", RealityJson.write(flags),
                known.repository().key());
        // Nobody waits for what does not publish.
        var isExpectedToPublish = settings.status() == RepositoryStatus.ACTIVE;
        tell(known.repository(), flags.stream().filter(flag -> isExpectedToPublish && flag.isWorthAnAlarm()).toList());
    }

    // Nothing else in this service raises alarms about a repository.
    private void tell(RepositoryName repository, List<Flag> alarming) {
        var about = repository.toString();
        alarms.raisedAbout(about).stream().filter(code -> alarming.stream().map(Flag::code).noneMatch(code::equals))
                .forEach(over -> alarms.resolve(over, about));
        alarming.forEach(flag -> alarms.raise(flag.code(), about, flag.cause(), flag.remedy()));
    }

    private List<Reality> read(String sql, Object... parameters) {
        return Sql.query(transactions, "find what repositories are", Realities::read, sql, parameters);
    }

    private static Reality read(ResultSet row) throws SQLException {
        return new Reality(RepositoryName.parse(row.getString("repository")),
                Optional.ofNullable(row.getString("probe")).map(json -> RealityJson.read(json, RepositoryProbed.class)),
                Optional.ofNullable(row.getString("host")).map(json -> RealityJson.read(json, HostView.class)),
                RealityJson.flags(row.getString("flags")));
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
