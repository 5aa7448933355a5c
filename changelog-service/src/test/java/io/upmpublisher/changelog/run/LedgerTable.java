package io.upmpublisher.changelog.run;

import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.upmpublisher.events.EventEnvelope;
import io.upmpublisher.messaging.Sql;
import io.upmpublisher.messaging.Transactions;

/** The ledger of effects as it lies in the database, and what a process that dies leaves there. */
@ApplicationScoped
class LedgerTable {

    private final Transactions transactions;

    LedgerTable(Transactions transactions) {
        this.transactions = transactions;
    }

    /** As if another event had done it. */
    void claimDone(String key, String evidence) {
        update("insert into effect (effect_key, state, event_id, fence, held_until, evidence) values (?, 'done', ?, 0, now(), ?)",
                key, UUID.randomUUID(), evidence);
    }

    /**
     * Keeps the next record of the effect's end from being made, so that it stays as before the attempt, and the event with its
     * worker's lease: what a process leaves that is killed between the world's answer and the record.
     */
    void loseTheNextRecordOf(String key) {
        var id = UUID.randomUUID().toString().substring(0, 8);
        // A sequence is not rolled back with the record that it counts.
        update("create table if not exists lost_record (effect_key text, sequence_name text)");
        update("create sequence lost_" + id);
        update("insert into lost_record values (?, ?)", key, "lost_" + id);
        update("""
                create function lose_%1$s() returns trigger language plpgsql as
                $$ begin
                    if nextval('lost_%1$s') = 1 then raise exception 'the process was killed'; end if;
                    return new;
                end $$
                """.formatted(id));
        update("create trigger lose_%1$s before update on effect for each row when (new.state = 'done' and new.effect_key = '%2$s') execute function lose_%1$s()"
                .formatted(id, key));
    }

    boolean isLost(String key) {
        return text("select is_called::text from pg_sequences, lateral (select last_value is not null as is_called) c "
                + "where sequencename = (select sequence_name from lost_record where effect_key = ?)", key)
                .filter("true"::equals).isPresent();
    }

    /** Its worker gives no sign of life any more. */
    void endLeaseOf(EventEnvelope event) {
        update("update inbox_entry set due_at = clock_timestamp() where event_id = ?", event.id());
    }

    /** Its workers vanished in each attempt. */
    void useUpAttemptsOf(EventEnvelope event) {
        update("update inbox_entry set attempts = 100, due_at = clock_timestamp() where event_id = ?", event.id());
    }

    String stateOf(String key) {
        return text("select state from effect where effect_key = ?", key).orElseThrow();
    }

    int attemptsOf(String key) {
        return Integer.parseInt(text("select attempts::text from effect where effect_key = ?", key).orElseThrow());
    }

    private Optional<String> text(String sql, Object... parameters) {
        return transactions.inNew(() -> Sql.query(transactions, "look at the ledger", row -> row.getString(1), sql, parameters))
                .stream().findFirst();
    }

    private void update(String sql, Object... parameters) {
        transactions.runInNew(() -> Sql.update(transactions, "prepare the ledger", sql, parameters));
    }
}
