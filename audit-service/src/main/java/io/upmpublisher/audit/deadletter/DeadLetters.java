package io.upmpublisher.audit.deadletter;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.upmpublisher.events.DeadLetterRaised;
import io.upmpublisher.events.DeadLetterReplayed;
import io.upmpublisher.events.RunId;
import io.upmpublisher.events.UserName;
import io.upmpublisher.messaging.Sql;
import io.upmpublisher.messaging.Transactions;
import io.upmpublisher.web.page.Cursor;

/** The table {@code dead_letter}. Everything happens in the current transaction. */
@ApplicationScoped
public class DeadLetters {

    /** An event may have a mebibyte; a page of 200 should not have 200. */
    private static final int MAX_LISTED_EVENT = 16 * 1024;
    private static final String LISTED = "select " + DeadLetterRow.columns(MAX_LISTED_EVENT) + " from dead_letter";
    private static final String WHOLE = "select " + DeadLetterRow.columns(Integer.MAX_VALUE) + " from dead_letter";
    private static final int MAX_HISTORY = 50;

    private final Transactions transactions;
    private final Clock clock;

    DeadLetters(Transactions transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Parks what was given up, once. */
    void park(DeadLetterRaised raised, UUID raisedBy) {
        Sql.update(transactions, "park a dead letter", """
                insert into dead_letter (id, service, event_id, type, run, about, about_key, code, cause, attempts, first_at,
                    last_at, event, bytes, raised_by, updated_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::json, ?, ?, ?)
                on conflict (id) do nothing
                """, raised.deadLetter(), raised.service(), raised.event(), raised.name(), raised.run().map(RunId::value),
                raised.about(), raised.about().map(about -> about.toLowerCase(Locale.ROOT)), raised.code(), raised.cause(),
                raised.attempts(), raised.firstAt().atOffset(ZoneOffset.UTC), raised.lastAt().atOffset(ZoneOffset.UTC),
                raised.envelope().map(ObjectNode::toString), raised.bytes().map(DeadLetters::decoded), raisedBy, now());
    }

    Optional<DeadLetter> find(UUID id) {
        return one(WHOLE + " where id = ?", id);
    }

    /** Keeps others from deciding on it until the transaction ends. */
    public Optional<DeadLetter> locked(UUID id) {
        return one(LISTED + " where id = ? for update", id);
    }

    Optional<byte[]> bytesOf(UUID id) {
        return Sql.query(transactions, "read a dead letter's bytes", row -> row.getBytes(1),
                "select bytes from dead_letter where id = ? and bytes is not null", id).stream().findFirst();
    }

    /** The newest first, those before the cursor; long events are left out. */
    public List<DeadLetter> newest(DeadLetterFilter filter, Optional<Cursor> before, int limit) {
        var parameters = new ArrayList<>(filter.parameters());
        var page = "";
        if (before.isPresent()) {
            page = " and (last_at, id) < (?, ?)";
            parameters.add(before.get().instant(0).atOffset(ZoneOffset.UTC));
            parameters.add(before.get().uuid(1));
        }
        parameters.add(limit);
        return Sql.query(transactions, "list dead letters", DeadLetterRow::read,
                LISTED + filter.where() + page + " order by last_at desc, id desc limit ?", parameters.toArray());
    }

    /** What else became of the same event at the same service, the newest first. */
    List<DeadLetter> historyOf(DeadLetter letter) {
        return Sql.query(transactions, "list an event's dead letters", DeadLetterRow::read,
                LISTED + " where service = ? and event_id = ? and id <> ? order by last_at desc, id desc limit ?",
                letter.service(), letter.eventId(), letter.id(), MAX_HISTORY);
    }

    List<DeadLetterGroup> groups(DeadLetterFilter filter) {
        return Sql.query(transactions, "group dead letters", DeadLetterGroup::read, """
                select service, code, state, count(*) as letters, min(first_at) as first_at, max(last_at) as last_at
                  from dead_letter %s group by service, code, state order by letters desc, service, code, state limit 200
                """.formatted(filter.where()), filter.parameters().toArray());
    }

    /** Those that a replay may be asked for, the oldest first, locked; what another operator decides on now is passed over. */
    public List<DeadLetter> lockReplayable(DeadLetterFilter filter, int limit) {
        var parameters = new ArrayList<>(filter.parked().parameters());
        parameters.add(limit);
        return Sql.query(transactions, "choose dead letters", DeadLetterRow::read, LISTED + filter.parked().where() + """
                 and type is not null and service not in ('audit', 'dead-letters')
                 and (replay_requested_at is null or replay_outcome is not null)
                order by last_at, id limit ? for update skip locked
                """, parameters.toArray());
    }

    public long count(DeadLetterFilter filter) {
        return Sql.query(transactions, "count dead letters", row -> row.getLong(1),
                "select count(*) from dead_letter" + filter.where(), filter.parameters().toArray()).getFirst();
    }

    public void markReplayRequested(UUID id, UserName by) {
        Sql.update(transactions, "note a replay", """
                update dead_letter set replay_by = ?, replay_requested_at = ?, replay_outcome = null, replay_answered_at = null,
                       replays = replays + 1, updated_at = ?
                 where id = ?
                """, by.toString(), now(), now(), id);
    }

    /** What the service does not know stays parked: nothing was done about it. */
    public void markAnswered(DeadLetterReplayed answer) {
        var outcome = answer.outcome().name().toLowerCase(Locale.ROOT);
        Sql.update(transactions, "note the answer to a replay", """
                update dead_letter set replay_outcome = ?, replay_answered_at = ?, updated_at = ?,
                       state = case when ? = 'unknown' then state else 'replayed' end
                 where id = ? and state <> 'discarded'
                """, outcome, now(), now(), outcome, answer.deadLetter());
    }

    void markDiscarded(UUID id, UserName by, String reason) {
        Sql.update(transactions, "discard a dead letter",
                """
                        update dead_letter set state = 'discarded', discarded_by = ?, discarded_at = ?, discard_reason = ?, updated_at = ?
                         where id = ?
                        """,
                by.toString(), now(), reason, now(), id);
    }

    static Cursor cursorOf(DeadLetter letter) {
        return Cursor.of(letter.lastAt(), letter.id());
    }

    // What should be Base64 and is not is all that there is of it.
    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return base64.getBytes(StandardCharsets.UTF_8);
        }
    }

    private Optional<DeadLetter> one(String sql, UUID id) {
        return Sql.query(transactions, "find a dead letter", DeadLetterRow::read, sql, id).stream().findFirst();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
