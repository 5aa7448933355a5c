package io.upmpublisher.publisher.pause;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.upmpublisher.events.UserName;
import io.upmpublisher.messaging.Sql;
import io.upmpublisher.messaging.Transactions;
import io.upmpublisher.operator.Alarms;

/**
 * Whether all publishing stands still, for every process of this service alike. Requests are taken in meanwhile, and worked off
 * in their order afterwards; an attempt at a run that is under way comes to its end, the next one waits.
 */
@ApplicationScoped
public class PublishingPause {

    public static final String CODE = "PUBLISHING_PAUSED";

    private static final String ABOUT = "publishing";

    private final Transactions transactions;
    private final Alarms alarms;
    private final Clock clock;

    PublishingPause(Transactions transactions, Alarms alarms, Clock clock) {
        this.transactions = transactions;
        this.alarms = alarms;
        this.clock = clock;
    }

    public record Paused(String reason, String by, Instant since) {
    }

    public Optional<Paused> current() {
        return transactions.inNew(this::find);
    }

    /** Belongs into a transaction. A pause that is there already gets the new reason and keeps its beginning. */
    Paused begin(String reason, UserName by) {
        Sql.update(transactions, "pause publishing", """
                insert into pause (reason, paused_by, paused_at) values (?, ?, ?)
                on conflict on constraint pause_pk do update set reason = excluded.reason, paused_by = excluded.paused_by
                """, reason, by.value(), clock.instant().atOffset(ZoneOffset.UTC));
        alarms.raise(CODE, ABOUT, "Publishing was paused by " + by.value() + ": " + reason,
                "Requests are taken in and wait. To go on: DELETE /api/pause of the publisher.");
        return find().orElseThrow();
    }

    /** Belongs into a transaction. Nothing happens if there is no pause. */
    void end() {
        Sql.update(transactions, "go on publishing", "delete from pause");
        alarms.resolve(CODE, ABOUT);
    }

    private Optional<Paused> find() {
        return Sql.query(transactions, "look for a pause",
                row -> new Paused(row.getString("reason"), row.getString("paused_by"),
                        row.getObject("paused_at", OffsetDateTime.class).toInstant()),
                "select reason, paused_by, paused_at from pause").stream().findFirst();
    }
}
