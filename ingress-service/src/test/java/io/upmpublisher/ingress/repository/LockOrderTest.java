package io.upmpublisher.ingress.repository;

import static io.upmpublisher.ingress.Api.as;
import static io.upmpublisher.ingress.Api.register;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.upmpublisher.ingress.IngressTestResource;

/**
 * What locks the same rows does so in the same order. Somebody else's lock stops each in the middle, where the wrong order
 * would have them wait for each other: Postgres ends one of two that do.
 */
@QuarkusTest
@QuarkusTestResource(IngressTestResource.class)
class LockOrderTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    AgroalDataSource dataSource;

    private final List<String> repositories = List.of("studio/order-1-" + UUID.randomUUID(),
            "studio/order-2-" + UUID.randomUUID());
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private Connection somebody;
    private Connection watcher;

    @BeforeEach
    void registerBoth() throws SQLException {
        somebody = dataSource.getConnection();
        watcher = dataSource.getConnection();
        for (var repository : repositories) {
            register(repository, "active");
            await().atMost(PATIENCE).until(() -> !select("select 1 from repository_reality where repository_key = ? "
                    + "and host is not null and claim is null", repository).isEmpty());
        }
        endAudits();
        somebody.setAutoCommit(false);
    }

    @AfterEach
    void letGo() throws SQLException {
        somebody.rollback();
        somebody.setAutoCommit(true);
        // Other tests begin audits of their own.
        endAudits();
        somebody.close();
        watcher.close();
        threads.shutdown();
    }

    @Test
    void anAuditOfAllAndAnImportDoNotWaitForEachOther() throws Exception {
        // As an audit that did not ask first would come by them.
        var inOrder = new ArrayList<>(select("select repository from repository_reality where repository_key = any (?) "
                + "order by ctid", (Object) repositories.toArray(String[]::new)));
        select("select 1 from registration where repository_key = ? for update", inOrder.getFirst());

        var imported = threads.submit(() -> as("operator").body("""
                {"repositories":[{"url":"https://github.com/%s","status":"disabled"},
                                 {"url":"https://github.com/%s","status":"disabled"}]}"""
                .formatted(inOrder.getLast(), inOrder.getFirst())).put("/api/repositories.json").statusCode());
        awaitBlocked("%from registration %");
        var audited = threads.submit(() -> as("operator").post("/api/repositories/audit").statusCode());
        awaitBlocked("%hashtextextended('registration'%", "update repository_reality%");
        somebody.rollback();

        assertThat(List.of(imported.get(), audited.get())).containsExactly(200, 202);
    }

    @Test
    void aRemovalAndWhoFlagsTheRepositoryDoNotWaitForEachOther() throws Exception {
        var repository = repositories.getFirst();
        update("insert into alarm (code, about, raised_at) values ('REPOSITORY_ARCHIVED', ?, now())", repository);
        somebody.commit();
        select("select 1 from repository_reality where repository_key = ? for update", repository);

        Future<Integer> removed = threads
                .submit(() -> as("admin").delete("/api/repositories/" + repository).statusCode());
        awaitBlocked("delete from repository_reality%");
        assertThat(update("delete from alarm where about = ?", repository)).isEqualTo(1);
        somebody.commit();

        assertThat(removed.get()).isEqualTo(204);
    }

    private void awaitBlocked(String... statements) {
        // A transaction would see what it saw before.
        await().atMost(PATIENCE)
                .until(() -> !select(watcher, "select 1 from pg_stat_activity where datname = current_database() "
                        + "and cardinality(pg_blocking_pids(pid)) > 0 and query ilike any (?)", (Object) statements).isEmpty());
    }

    private void endAudits() throws SQLException {
        try (var statement = somebody.createStatement()) {
            statement.execute("update repository_audit set started_at = started_at - interval '2 hours'");
        }
    }

    private List<String> select(String sql, Object parameter) throws SQLException {
        return select(somebody, sql, parameter);
    }

    private static List<String> select(Connection connection, String sql, Object parameter) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setObject(1, parameter instanceof String[] texts ? connection.createArrayOf("text", texts) : parameter);
            var found = new ArrayList<String>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
            return found;
        }
    }

    private int update(String sql, String parameter) throws SQLException {
        try (var statement = somebody.prepareStatement(sql)) {
            statement.setString(1, parameter);
            return statement.executeUpdate();
        }
    }
}
