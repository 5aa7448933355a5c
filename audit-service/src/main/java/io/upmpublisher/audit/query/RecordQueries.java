package io.upmpublisher.audit.query;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.upmpublisher.events.CommitPrefix;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.messaging.Sql;
import io.upmpublisher.messaging.Transactions;
import io.upmpublisher.web.page.Cursor;

/** Reads the trail: what is kept and what is held back from being dropped, as one. */
@ApplicationScoped
class RecordQueries {

    /** Events may hold megabytes, as a dead letter does of the event it is about; a page of 200 should not. */
    private static final int MAX_LISTED_DATA = 64 * 1024;

    private static final int MAX_READ_DATA = 1024 * 1024;

    /** Of all that is read for one answer. */
    private static final int MAX_READ_SUM = 16 * 1024 * 1024;

    /** Their data is read for what no index has. */
    private static final int MAX_SEARCHED = 2_000;

    private final Transactions transactions;

    RecordQueries(Transactions transactions) {
        this.transactions = transactions;
    }

    /** The newest first, those before the cursor; long data is left out. */
    List<RecordView> newest(RecordFilter filter, Optional<Cursor> before, int limit) {
        return newest(filter, before, limit, MAX_LISTED_DATA);
    }

    /** The same with all data. */
    List<RecordView> newestWhole(RecordFilter filter, Optional<Cursor> before, int limit) {
        return newest(filter, before, limit, Integer.MAX_VALUE);
    }

    Optional<RecordView> find(UUID id) {
        return read("where id = ? limit ?", Integer.MAX_VALUE, id, 1).stream().findFirst();
    }

    /** The oldest first. */
    List<RecordView> ofRun(UUID run, int limit) {
        return read("where run = ? order by time, id limit ?", MAX_LISTED_DATA, run, limit);
    }

    /**
     * The newest that is on record of a commit of the repository, the oldest first; for want of the room, without data beyond
     * a mebibyte.
     */
    List<RecordView> ofCommit(RepositoryName repository, CommitPrefix commit, int limit) {
        return readNewest("repository_key = ? and commit_id like ?", repository.key(), commit.value() + "%", limit);
    }

    /** The same of pushes that brought such a commit before their last one, as far as they are among the newest. */
    List<RecordView> ofPushesWith(RepositoryName repository, CommitPrefix commit, int limit) {
        // What the inner condition says is said outside, too: without it every day's records of all repositories would be looked at.
        return readNewest("""
                repository_key = ? and type in ('publish.requested', 'delivery.ignored')
                and (time, id) in (
                    select newest.time, newest.id
                      from (select time, id, data from audit_trail
                             where repository_key = ? and type in ('publish.requested', 'delivery.ignored')
                             order by time desc, id desc limit ?) as newest,
                           json_array_elements_text(case json_typeof(data -> 'earlierCommits')
                                                        when 'array' then data -> 'earlierCommits' else '[]' end) as earlier
                     where earlier like ?)
                """, repository.key(), repository.key(), MAX_SEARCHED, commit.value() + "%", limit);
    }

    /** The newest of them, the oldest first; without dead letters, which hold whole events, and long data. */
    List<RecordView> ofRuns(Collection<UUID> runs, int limit) {
        return readNewest("run = any(?::uuid[]) and type not like 'dead-letter.%'",
                runs.stream().map(UUID::toString).toArray(String[]::new), limit);
    }

    /** The newest first. */
    List<RecordView> newestOf(RepositoryName repository, int limit) {
        return read("where repository_key = ? order by time desc, id desc limit ?", MAX_LISTED_DATA, repository.key(), limit);
    }

    static Cursor cursorOf(RecordView record) {
        return Cursor.of(record.time(), record.id());
    }

    private List<RecordView> newest(RecordFilter filter, Optional<Cursor> before, int limit, int maxData) {
        var conditions = filter.conditions();
        before.ifPresent(cursor -> conditions.add("(time, id) < (?, ?)", cursor.instant(0).atOffset(ZoneOffset.UTC),
                cursor.uuid(1)));
        return read(conditions.where() + " order by time desc, id desc limit ?", maxData, conditions.parametersAnd(limit));
    }

    private List<RecordView> read(String where, int maxData, Object... parameters) {
        var all = new Object[parameters.length + 1];
        all[0] = maxData;
        System.arraycopy(parameters, 0, all, 1, parameters.length);
        return transactions.inNew(() -> Sql.query(transactions, "read the trail", RecordQueries::view, """
                select id, time, type, run, repository, actor, outcome, code, packages, trigger, branch, commit_id, registry,
                       delivery, source, subject, causation, recorded_at, octet_length(data::text) as size,
                       case when octet_length(data::text) <= ? then data end as data
                  from audit_trail
                """ + where, all));
    }

    // From the newest on, as long as there is room: how something ended counts more than how it began.
    private List<RecordView> readNewest(String condition, Object... parametersAndLimit) {
        var all = new ArrayList<Object>(List.of(MAX_READ_SUM, MAX_READ_DATA, MAX_READ_DATA, MAX_READ_SUM));
        Collections.addAll(all, parametersAndLimit);
        return transactions.inNew(() -> Sql.query(transactions, "read the trail", RecordQueries::view, """
                select id, time, type, run, repository, actor, outcome, code,
                       case when sum(octet_length(packages::text)) over newest_first <= ? then packages::text else '[]' end
                           as packages,
                       trigger, branch, commit_id, registry, delivery, source, subject, causation, recorded_at, size,
                       case when size <= ? and sum(case when size <= ? then size else 0 end) over newest_first <= ?
                           then data end as data
                  from (select *, octet_length(data::text) as size from audit_trail where %s
                         order by time desc, id desc limit ?) as newest
                window newest_first as (order by time desc, id desc rows unbounded preceding)
                 order by time desc, id desc
                """.formatted(condition), all.toArray())).reversed();
    }

    private static RecordView view(ResultSet row) throws SQLException {
        return new RecordView(row.getObject("id", UUID.class), instant(row, "time"), row.getString("type"),
                row.getObject("run", UUID.class), row.getString("repository"), row.getString("actor"),
                row.getString("outcome"), row.getString("code"), row.getString("packages"), row.getString("trigger"),
                row.getString("branch"), row.getString("commit_id"), row.getString("registry"), row.getString("delivery"),
                row.getString("source"), row.getString("subject"), row.getObject("causation", UUID.class),
                instant(row, "recorded_at"), row.getInt("size"), row.getString("data"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
