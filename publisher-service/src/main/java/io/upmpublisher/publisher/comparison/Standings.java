package io.upmpublisher.publisher.comparison;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.messaging.Sql;
import io.upmpublisher.messaging.Transactions;

/** Counts what was found, of many repositories at once. Every method belongs into a transaction. */
@ApplicationScoped
class Standings {

    private static final Standing NOTHING_KNOWN = new Standing(Map.of(), Map.of(), Map.of(), 0, 0, 0, Optional.empty(), 0,
            Optional.empty());

    private final Transactions transactions;
    private final Clock clock;
    private final Duration patience;

    Standings(Transactions transactions, Clock clock, ComparisonConfig config) {
        this.transactions = transactions;
        this.clock = clock;
        this.patience = config.patience();
    }

    private record Versions(Map<Result, Integer> counts, Map<Result, Integer> overdue, Map<Result, Standing.Example> examples) {

        static Versions none() {
            return new Versions(new EnumMap<>(Result.class), new EnumMap<>(Result.class), new EnumMap<>(Result.class));
        }
    }

    Standing of(RepositoryName repository, Instant since) {
        return of(List.of(repository), since).get(repository);
    }

    Map<RepositoryName, Standing> of(Collection<RepositoryName> repositories, Instant since) {
        var keys = repositories.stream().map(RepositoryName::key).toArray(String[]::new);
        var known = packages(keys, versions(keys, since));
        var standings = new HashMap<RepositoryName, Standing>();
        repositories.forEach(
                repository -> standings.put(repository, known.getOrDefault(repository.key(), NOTHING_KNOWN)));
        return standings;
    }

    private Map<String, Versions> versions(String[] keys, Instant since) {
        var versions = new HashMap<String, Versions>();
        Sql.query(transactions, "count compared versions", row -> {
            var counted = versions.computeIfAbsent(row.getString("repository_key"), key -> Versions.none());
            var result = Result.valueOf(row.getString("result"));
            counted.counts().put(result, row.getInt("found"));
            return counted.overdue().put(result, row.getInt("overdue"));
        }, """
                select repository_key, result, count(*) as found, count(*) filter (where noted_at < ?) as overdue
                  from comparison_version where repository_key = any(?) and noted_at >= ? group by repository_key, result
                """, at(clock.instant().minus(patience)), keys, at(since));
        Sql.query(transactions, "find examples", row -> versions.get(row.getString("repository_key")).examples().put(
                Result.valueOf(row.getString("result")),
                new Standing.Example(row.getString("name") + "@" + row.getString("package_version"), row.getString("cause"),
                        Optional.ofNullable(row.getString("remedy")))),
                """
                        select distinct on (repository_key, result) repository_key, result, name, package_version, cause, remedy
                          from comparison_version
                         where repository_key = any(?) and noted_at >= ?
                           and result in ('DIFFERENT', 'UNEXPECTED', 'MISSING', 'UNPROVEN')
                         order by repository_key, result, noted_at, name, package_version
                        """,
                keys, at(since));
        return versions;
    }

    private Map<String, Standing> packages(String[] keys, Map<String, Versions> versions) {
        var standings = new HashMap<String, Standing>();
        Sql.query(transactions, "count compared packages", row -> {
            var key = row.getString("repository_key");
            var counted = versions.getOrDefault(key, Versions.none());
            return standings.put(key, new Standing(counted.counts(), counted.overdue(), counted.examples(), row.getInt("known"),
                    row.getInt("unasked"), row.getInt("problems"), StoredParts.fault(row.getString("problem")),
                    row.getInt("timeless"), Optional.ofNullable(row.getObject("oldest_look", OffsetDateTime.class))
                            .map(OffsetDateTime::toInstant)));
        }, """
                select repository_key, count(*) as known, count(*) filter (where looked_at is null) as unasked,
                       count(problem) as problems, min(problem::text) as problem, count(*) filter (where timeless) as timeless,
                       min(looked_at) as oldest_look
                  from comparison_package where repository_key = any(?) group by repository_key
                """, (Object) keys);
        return standings;
    }

    private static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
