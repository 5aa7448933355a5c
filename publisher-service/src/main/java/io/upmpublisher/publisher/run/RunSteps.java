package io.upmpublisher.publisher.run;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

import jakarta.enterprise.context.ApplicationScoped;

import io.upmpublisher.events.RunId;
import io.upmpublisher.messaging.Sql;
import io.upmpublisher.messaging.Transactions;
import io.upmpublisher.publisher.report.Step;

/** When each package of a run came to each step, of its latest attempt. */
@ApplicationScoped
class RunSteps {

    private final Transactions transactions;
    private final Clock clock;

    RunSteps(Transactions transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    record Begun(String path, String step, Instant startedAt) {
    }

    /** Belongs into the caller's fenced transaction. */
    void begun(RunId run, String path, Step step) {
        Sql.update(transactions, "note a step", """
                insert into run_step (run_id, path, step, started_at) values (?, ?, ?, ?)
                on conflict on constraint run_step_pk do update set started_at = excluded.started_at
                """, run.value(), path, step.name(), clock.instant().atOffset(ZoneOffset.UTC));
    }

    /** In the order of time. Belongs into a transaction. */
    List<Begun> of(RunId run) {
        return Sql.query(transactions, "read the steps of a run",
                row -> new Begun(row.getString("path"), row.getString("step").toLowerCase(Locale.ROOT),
                        row.getObject("started_at", OffsetDateTime.class).toInstant()),
                "select path, step, started_at from run_step where run_id = ? order by started_at, path, step", run.value());
    }
}
