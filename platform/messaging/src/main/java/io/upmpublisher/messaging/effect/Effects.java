package io.upmpublisher.messaging.effect;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

import io.upmpublisher.messaging.Sql;
import io.upmpublisher.messaging.StoreLimit;
import io.upmpublisher.messaging.Transactions;
import io.upmpublisher.messaging.inbox.Claim;

/** The table {@code effect}. */
public class Effects {

    private final Transactions transactions;

    public Effects(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Finds out where the effect stands, and takes it over for the claim where it may. */
    Entry begin(EffectKey key, Claim claim, Duration longest) {
        var isNew = Sql.update(transactions, "plan an effect", """
                insert into effect (effect_key, event_id, fence, held_until)
                values (?, ?, ?, clock_timestamp() + make_interval(secs => ?))
                on conflict do nothing
                """, key.toString(), claim.event(), claim.fence(), longest) == 1;
        if (isNew) {
            return new Entry.First();
        }
        var row = Sql.query(transactions, "read an effect", Row::read,
                """
                        select state, event_id, held_until > clock_timestamp() as held, evidence,
                               case when fence <> ? then extract(epoch from attempt_ends_at - clock_timestamp()) end as under_way_seconds
                          from effect where effect_key = ? for update
                        """,
                claim.fence(), key.toString()).getFirst();
        if (row.state() == State.DONE) {
            return new Entry.Settled(row.evidence().orElse(""));
        }
        if (row.isSomeoneElses(claim)) {
            return new Entry.Busy();
        }
        Sql.update(transactions, "take an effect over", """
                update effect set event_id = ?, fence = ?, held_until = clock_timestamp() + make_interval(secs => ?)
                 where effect_key = ?
                """, claim.event(), claim.fence(), longest, key.toString());
        return switch (row.state()) {
            case PLANNED, FAILED -> new Entry.First();
            case ATTEMPTING -> new Entry.Repeated("an attempt was cut off", row.underWayFor());
            case UNKNOWN -> new Entry.Repeated(row.evidence().orElse(""), Optional.empty());
            case DONE -> new Entry.Settled(row.evidence().orElse(""));
        };
    }

    void markAttempting(EffectKey key, Claim claim, Duration longest) {
        require(key, Sql.update(transactions, "mark an effect as attempted", """
                update effect
                   set state = 'attempting', attempts = attempts + 1, evidence = null, updated_at = clock_timestamp(),
                       held_until = clock_timestamp() + make_interval(secs => ?),
                       attempt_ends_at = clock_timestamp() + make_interval(secs => ?)
                 where effect_key = ? and event_id = ? and fence = ?
                """, longest, longest, key.toString(), claim.event(), claim.fence()));
    }

    void renew(EffectKey key, Claim claim, Duration longest) {
        require(key, Sql.update(transactions, "renew an attempt", """
                update effect
                   set held_until = greatest(held_until, clock_timestamp() + make_interval(secs => ?)),
                       attempt_ends_at = greatest(attempt_ends_at, clock_timestamp() + make_interval(secs => ?))
                 where effect_key = ? and event_id = ? and fence = ? and state = 'attempting'
                """, longest, longest, key.toString(), claim.event(), claim.fence()));
    }

    void settle(EffectKey key, Claim claim, State state, String evidence) {
        require(key, Sql.update(transactions, "settle an effect", """
                update effect set state = ?, evidence = ?, updated_at = clock_timestamp(), held_until = clock_timestamp()
                 where effect_key = ? and event_id = ? and fence = ?
                """, state.column(), evidence, key.toString(), claim.event(), claim.fence()));
    }

    void doubt(EffectKey key) {
        Sql.update(transactions, "doubt an effect",
                """
                        update effect set state = 'unknown', evidence = 'it was done, and is not there any more', updated_at = clock_timestamp()
                         where effect_key = ? and state = 'done'
                        """,
                key.toString());
    }

    boolean wasBegunFor(EffectKey key, UUID event) {
        return !Sql.query(transactions, "look for an effect", row -> row.getInt(1),
                "select 1 from effect where effect_key = ? and event_id = ? and attempts > 0", key.toString(), event).isEmpty();
    }

    /**
     * Removes none while work is open that is as old: it may be what the effect was attempted for.
     *
     * @return how many were removed, at most the limit
     */
    public int purge(Duration olderThan, int limit) {
        return Sql.update(transactions, "purge effects", """
                delete from effect where effect_key in (
                    select effect_key from effect
                     where updated_at < clock_timestamp() - make_interval(secs => ?) and %s
                     order by updated_at limit ? for update skip locked)
                """.formatted(StoreLimit.NO_OPEN_WORK), olderThan, olderThan, limit);
    }

    /** How many effects nobody can tell of. */
    public long countUnknown() {
        return Sql.query(transactions, "count unknown effects", row -> row.getLong(1),
                "select count(*) from effect where state = 'unknown'").getFirst();
    }

    private static void require(EffectKey key, int changed) {
        if (changed == 0) {
            throw new LostEffect(key);
        }
    }

    /** An effect as the one who asks for it finds it. */
    sealed interface Entry {

        record First() implements Entry {
        }

        /**
         * @param underWayFor how long an earlier attempt may still be under way, by a worker that lost its claim and does not
         *        know
         */
        record Repeated(String evidence, Optional<Duration> underWayFor) implements Entry {
        }

        record Settled(String evidence) implements Entry {
        }

        record Busy() implements Entry {
        }
    }

    private record Row(State state, UUID event, boolean held, Optional<String> evidence, double underWaySeconds) {

        // The same event under a newer fence is this work itself, begun again after a crash: it need not wait.
        private boolean isSomeoneElses(Claim claim) {
            return held && !event.equals(claim.event()) && (state == State.ATTEMPTING || state == State.PLANNED);
        }

        private Optional<Duration> underWayFor() {
            return underWaySeconds > 0 ? Optional.of(Duration.ofMillis((long) (underWaySeconds * 1000) + 1)) : Optional.empty();
        }

        private static Row read(ResultSet row) throws SQLException {
            return new Row(State.of(row.getString("state")), row.getObject("event_id", UUID.class), row.getBoolean("held"),
                    Optional.ofNullable(row.getString("evidence")), row.getDouble("under_way_seconds"));
        }
    }
}
