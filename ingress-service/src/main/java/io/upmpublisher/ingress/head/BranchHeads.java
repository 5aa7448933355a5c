package io.upmpublisher.ingress.head;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.upmpublisher.events.CommitId;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.ingress.head.BranchHead.Difference;
import io.upmpublisher.messaging.Sql;
import io.upmpublisher.messaging.Transactions;

/** The table {@code branch_head}. Every method is a transaction. */
@ApplicationScoped
class BranchHeads {

    private final Transactions transactions;

    BranchHeads(Transactions transactions) {
        this.transactions = transactions;
    }

    /** What is known of the branches of the repository, by their names. */
    Map<String, BranchHead> of(RepositoryName repository) {
        record Row(String branch, BranchHead head) {
        }
        return transactions.inNew(() -> Sql.query(transactions, "read what is known of branches",
                row -> new Row(row.getString("branch"), read(row)),
                "select branch, handled, differing, differs_since from branch_head where repository_key = ?",
                repository.key())).stream().collect(Collectors.toMap(Row::branch, Row::head));
    }

    /** Nothing if the repository has ceased to be compared meanwhile. */
    void save(RepositoryName repository, Map<String, BranchHead> heads) {
        transactions.runInNew(() -> heads.forEach((branch, head) -> Sql.update(transactions, "note what a branch points to", """
                insert into branch_head (repository_key, branch, handled, differing, differs_since)
                select repository_key, ?, ?, ?, cast(? as timestamptz) from compared_repository where repository_key = ?
                on conflict on constraint branch_head_pkey do update set
                    handled = excluded.handled, differing = excluded.differing, differs_since = excluded.differs_since
                """, branch, head.handled().map(CommitId::value), head.difference().map(each -> each.head().value()),
                head.difference().map(each -> at(each.since())), repository.key())));
    }

    /** Forgets branches that do not publish any more, or are gone: one that comes again begins anew. */
    void keepOnly(RepositoryName repository, Collection<String> branches) {
        transactions.runInNew(() -> Sql.update(transactions, "forget branches",
                "delete from branch_head where repository_key = ? and branch <> all (?)", repository.key(),
                branches.toArray(String[]::new)));
    }

    /**
     * Whether something that told of the commit was decided on: a push, or a request for the whole commit. Why it was ignored,
     * if it was, does not matter; ignored deliveries are decided anew by people only.
     */
    boolean isDecided(RepositoryName repository, String branch, CommitId commit) {
        return transactions.inNew(() -> Sql.query(transactions, "look for what told of a commit", row -> row.getBoolean(1), """
                select exists (select from delivery
                                where repository_key = ? and commit_id = ? and ref = ? and kind in ('WEBHOOK', 'RECONCILED'))
                    or exists (select from accepted_request
                                where repository_key = ? and commit_ref = ? and packages in ('all', 'changed'))
                """, repository.key(), commit.value(), "refs/heads/" + branch, repository.key(), commit.value()).getFirst());
    }

    /** Branches whose head nothing told of, those first that have been so for the longest time. */
    List<Differing> differing(int atMost) {
        return transactions.inNew(() -> Sql.query(transactions, "list branches that differ",
                row -> new Differing(RepositoryName.parse(row.getString("repository")), row.getString("branch"),
                        read(row)),
                """
                        select repository, branch, handled, differing, differs_since
                          from branch_head join compared_repository using (repository_key)
                         where differing is not null order by differs_since, repository_key, branch limit ?
                        """, atMost));
    }

    private static BranchHead read(ResultSet row) throws SQLException {
        var differing = Optional.ofNullable(row.getString("differing"));
        var since = row.getObject("differs_since", OffsetDateTime.class);
        return new BranchHead(Optional.ofNullable(row.getString("handled")).map(CommitId::of),
                differing.map(head -> new Difference(CommitId.of(head), since.toInstant())));
    }

    static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    record Differing(RepositoryName repository, String branch, BranchHead head) {
    }
}
