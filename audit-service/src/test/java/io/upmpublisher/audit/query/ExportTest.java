package io.upmpublisher.audit.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.upmpublisher.audit.Api;
import io.upmpublisher.audit.AuditTestResource;
import io.upmpublisher.audit.Samples;
import io.upmpublisher.audit.trail.Partitions;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.messaging.Sql;
import io.upmpublisher.messaging.Transactions;

@QuarkusTest
@QuarkusTestResource(AuditTestResource.class)
class ExportTest {

    private static final int RECORDS = 10_000;

    @Inject
    Transactions transactions;
    @Inject
    Partitions partitions;
    @Inject
    Export export;

    private final RepositoryName repository = Samples.ofNewRun().repository();

    @Test
    void exportsTenThousandRecordsEachOnce() {
        insertRecords();

        var text = Api.as("viewer").get("/api/audit/export?repository=" + repository).then().statusCode(200).extract()
                .asString();

        var ids = new HashSet<String>();
        text.lines().forEach(line -> ids.add(line.substring(0, 45)));
        assertThat(text.lines().count()).isEqualTo(RECORDS);
        assertThat(ids).hasSize(RECORDS);
    }

    @Test
    void holdsNoTransactionWhileItsReaderIsSlow() throws IOException {
        insertRecords();
        var busiest = new AtomicInteger();
        var read = new ByteArrayOutputStream();
        var output = new OutputStream() {
            @Override
            public void write(int value) {
                read.write(value);
                if (value == '\n' && read.size() % 7 == 0) {
                    busiest.accumulateAndGet(openTransactions(), Math::max);
                }
            }
        };

        export.write(new RecordFilter(Optional.of(repository), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()), output);

        assertThat(read.toString(StandardCharsets.UTF_8).lines().count()).isEqualTo(RECORDS);
        assertThat(busiest).hasValue(0);
    }

    /** Those of the trail's queries that are idle in a transaction. */
    private int openTransactions() {
        return transactions.inNew(() -> Sql.query(transactions, "count transactions", row -> row.getInt(1), """
                select count(*) from pg_stat_activity where datname = current_database() and usename = current_user
                   and state = 'idle in transaction' and query like '%from audit_trail%'
                """).getFirst());
    }

    private void insertRecords() {
        partitions.ensure(Partitions.dayOf(Instant.now()));
        transactions.runInNew(() -> Sql.update(transactions, "insert records",
                """
                        insert into audit_record (id, time, type, cloud_event_type, source, subject, repository, repository_key, packages,
                            data, recorded_at)
                        select gen_random_uuid(), date_trunc('day', now()) + number % 100 * interval '1 ms', 'repository.changed',
                               'io.upmpublisher.repository.changed.v1', '/ingress', ?, ?, ?, '[]', '{"number":1.0}', now()
                          from generate_series(1, ?) number
                        """,
                repository.toString(), repository.toString(), repository.key(), RECORDS));
    }
}
