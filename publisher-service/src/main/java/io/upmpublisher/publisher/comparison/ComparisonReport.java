package io.upmpublisher.publisher.comparison;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.messaging.Sql;
import io.upmpublisher.messaging.Transactions;
import io.upmpublisher.web.page.Cursor;

/** Reads what was found. Every method belongs into a transaction. */
@ApplicationScoped
class ComparisonReport {

    private static final String VERSION = """
            select name, package_version, result, noted_at, run_id, commit_id, path, integrity, published_at, looked_at, code,
                   cause, remedy, files
              from comparison_version
             where repository_key = ? and noted_at >= ? and (? or result = ?)
            """;
    private static final String NEWEST_FIRST = " order by noted_at desc, name, package_version limit ?";

    private final Transactions transactions;

    ComparisonReport(Transactions transactions) {
        this.transactions = transactions;
    }

    /** @param endedAt when the repository left plan mode */
    record Period(RepositoryName repository, String registry, Instant beganAt, Optional<Instant> endedAt) {

        private static Period read(ResultSet row) throws SQLException {
            return new Period(RepositoryName.parse(row.getString("repository")), row.getString("registry"),
                    instant(row, "began_at").orElseThrow(), instant(row, "ended_at"));
        }
    }

    Optional<Period> period(RepositoryName repository) {
        return Sql.query(transactions, "read a comparison", Period::read,
                "select repository, registry, began_at, ended_at from comparison where repository_key = ?", repository.key())
                .stream().findFirst();
    }

    /** Those that are in plan mode, in the order of their keys. */
    List<Period> periods(String afterKey, int limit) {
        return Sql.query(transactions, "read comparisons", Period::read, """
                select repository, registry, began_at, ended_at from comparison
                 where ended_at is null and repository_key > ? order by repository_key limit ?
                """, afterKey, limit);
    }

    /** The newest first, those before the cursor. */
    List<VersionView> versions(RepositoryName repository, Instant since, Optional<Result> result, @Nullable Cursor cursor,
            int limit) {
        var all = result.isEmpty();
        var wanted = result.map(Result::name);
        if (cursor == null) {
            return Sql.query(transactions, "read compared versions", ComparisonReport::version, VERSION + NEWEST_FIRST,
                    repository.key(), at(since), all, wanted, limit);
        }
        var noted = at(cursor.instant(0));
        return Sql.query(transactions, "read compared versions", ComparisonReport::version,
                VERSION + " and (noted_at < ? or noted_at = ? and (name, package_version) > (?, ?))" + NEWEST_FIRST,
                repository.key(), at(since), all, wanted, noted, noted, cursor.text(1), cursor.text(2), limit);
    }

    private static VersionView version(ResultSet row) throws SQLException {
        var files = StoredParts.files(row.getString("files"));
        return new VersionView(row.getString("name"), row.getString("package_version"),
                Result.valueOf(row.getString("result")).word(), instant(row, "noted_at").orElseThrow(),
                Optional.ofNullable(row.getString("run_id")), Optional.ofNullable(row.getString("commit_id")),
                Optional.ofNullable(row.getString("path")), Optional.ofNullable(row.getString("integrity")),
                instant(row, "published_at"), instant(row, "looked_at"), Optional.ofNullable(row.getString("code")),
                Optional.ofNullable(row.getString("cause")), Optional.ofNullable(row.getString("remedy")),
                files.map(StoredParts.Files::files), files.map(StoredParts.Files::more).filter(more -> more));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    private static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
