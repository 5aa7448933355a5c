package io.upmpublisher.ingress.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.ingress.audit.AuditView.Counts;
import io.upmpublisher.ingress.audit.AuditView.LastPush;
import io.upmpublisher.ingress.audit.AuditView.Line;
import io.upmpublisher.ingress.reality.Realities;
import io.upmpublisher.ingress.reality.Reality;
import io.upmpublisher.messaging.Sql;
import io.upmpublisher.messaging.Transactions;

/** All registered repositories side by side with what is really there. Every method belongs into a transaction. */
@ApplicationScoped
class AuditReport {

    private final Transactions transactions;
    private final Realities realities;

    AuditReport(Transactions transactions, Realities realities) {
        this.transactions = transactions;
        this.realities = realities;
    }

    Counts counts() {
        var byStatus = byName("select lower(status), count(*) from registration group by 1");
        var byMode = byName("select lower(mode), count(*) from registration group by 1");
        var byFlag = byName("""
                select flag ->> 'code', count(*) from repository_reality, jsonb_array_elements(flags) flag group by 1
                """);
        return Sql.query(transactions, "count repositories",
                row -> new Counts(row.getInt("repositories"), byStatus, byMode, row.getInt("flagged"),
                        row.getInt("never_probed"), row.getInt("unreadable"), byFlag),
                """
                        select count(*) as repositories, count(*) filter (where flags <> '[]') as flagged,
                               count(*) filter (where probe is null) as never_probed,
                               count(*) filter (where jsonb_exists(probe, 'fault')) as unreadable
                          from registration left join repository_reality using (repository_key)
                        """).getFirst();
    }

    /** In the order of the keys, those after the given one. */
    List<Line> lines(String after, int limit, boolean onlyFlagged) {
        var rows = Sql.query(transactions, "list repositories for the audit", AuditReport::row, """
                select registration.owner || '/' || registration.name as repository, lower(status) as status,
                       lower(mode) as mode, dispatcher_enabled, last.*
                  from registration
                  left join repository_reality using (repository_key)
                  left join lateral (select run, requested_at, commit_ref, lower(state) as state from accepted_request
                                      where accepted_request.repository_key = registration.repository_key
                                      order by sequence desc limit 1) last on true
                 where registration.repository_key > ? and (not ? or flags <> '[]')
                 order by registration.repository_key limit ?
                """, after, onlyFlagged, limit);
        var known = realities.ofAll(rows.stream().map(Row::repository).toList());
        return rows.stream().map(row -> line(row, Optional.ofNullable(known.get(row.repository())))).toList();
    }

    private static Line line(Row row, Optional<Reality> reality) {
        var probe = reality.flatMap(Reality::probe);
        var host = reality.flatMap(Reality::host);
        var plan = probe.flatMap(found -> found.plan());
        return new Line(row.repository(), row.status(), row.mode(), probe.map(found -> found.wasRead()),
                probe.map(found -> found.probedAt()), host.map(view -> view.state()), host.map(view -> view.askedAt()),
                host.filter(view -> view.fullName().isPresent()).map(view -> view.archived()),
                host.flatMap(view -> view.renamedTo(row.repository())), plan.map(found -> found.all()),
                plan.map(found -> found.publish()), probe.flatMap(found -> found.dispatcher()).or(row::dispatcher),
                row.lastPush(), reality.map(Reality::flags).orElse(List.of()).stream().map(AuditView.FlagLine::from).toList());
    }

    private Map<String, Integer> byName(String sql) {
        return Sql.query(transactions, "count repositories", row -> Map.entry(row.getString(1), row.getInt(2)), sql).stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Integer::sum, TreeMap::new));
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(RepositoryName.parse(row.getString("repository")), row.getString("status"), row.getString("mode"),
                Optional.ofNullable(row.getObject("dispatcher_enabled", Boolean.class)),
                Optional.ofNullable(row.getObject("run", UUID.class)).isPresent() ? Optional.of(lastPush(row))
                        : Optional.empty());
    }

    private static LastPush lastPush(ResultSet row) throws SQLException {
        return new LastPush(row.getObject("run", UUID.class), row.getString("commit_ref"),
                row.getObject("requested_at", OffsetDateTime.class).toInstant(),
                row.getString("state").toLowerCase(Locale.ROOT));
    }

    private record Row(RepositoryName repository, String status, String mode, Optional<Boolean> dispatcher,
            Optional<LastPush> lastPush) {
    }
}
