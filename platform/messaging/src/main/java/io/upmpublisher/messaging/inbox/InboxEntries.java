package io.upmpublisher.messaging.inbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.UUID;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.upmpublisher.events.Lane;
import io.upmpublisher.messaging.Sql;
import io.upmpublisher.messaging.Transactions;

/** The tables {@code inbox_entry}, {@code inbox_key} and {@code inbox_lane}. Times are the database's, as in the outbox. */
public class InboxEntries {

    private final Transactions transactions;

    public InboxEntries(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Makes the lanes known, all in one order: two replicas that meet new ones must not wait for each other in a circle. */
    void addLanes(String consumer, SortedSet<String> lanes) {
        lanes.forEach(lane -> Sql.update(transactions, "note the lane of an event",
                "insert into inbox_lane (consumer, lane) values (?, ?) on conflict do nothing", consumer, lane));
    }

    /**
     * Records messages once each, in one statement: a consumer with much to take in pays for each. Their lanes must be known.
     *
     * @param messages of different events
     * @return the events that were not here before
     */
    Set<UUID> insert(String consumer, List<Message> messages) {
        return Set.copyOf(Sql.query(transactions, "record events", row -> row.getObject("event_id", UUID.class), """
                with fresh as (
                    insert into inbox_key (consumer, event_id)
                    select ?, event_id from unnest(?::uuid[]) event_id order by event_id
                    on conflict do nothing
                    returning event_id
                )
                insert into inbox_entry (consumer, event_id, name, subject, run_id, payload, lane, sequence)
                select ?, event_id, name, subject, run_id, payload, lane, sequence
                  from unnest(?::uuid[], ?::text[], ?::text[], ?::uuid[], ?::bytea[], ?::text[], ?::bigint[])
                       as message (event_id, name, subject, run_id, payload, lane, sequence)
                  join fresh using (event_id)
                returning event_id
                """, consumer, column(messages, message -> Optional.of(message.event())), consumer,
                column(messages, message -> Optional.of(message.event())),
                column(messages, message -> Optional.of(message.name())),
                column(messages, message -> Optional.of(message.subject())), column(messages, Message::run),
                messages.stream().map(Message::payload).toArray(byte[][]::new),
                column(messages, message -> message.lane().map(Lane::key)),
                column(messages, message -> message.lane().map(Lane::sequence))));
    }

    private static @Nullable String[] column(List<Message> messages, Function<Message, Optional<?>> part) {
        return messages.stream().map(part).map(value -> value.map(Object::toString).orElse(null)).toArray(String[]::new);
    }

    /**
     * Claims due entries, those of a lane one at a time and in order.
     *
     * @param workedOn here
     */
    List<ClaimedEntry> claimDue(String consumer, WorkedOn workedOn, int limit, Duration lease, Duration gapWait) {
        var worked = workedOn.names().<Object> map(names -> names.toArray(String[]::new)).orElseGet(Optional::empty);
        var claimed = new ArrayList<>(claimDueOfLanes(consumer, worked, limit, lease, gapWait));
        if (claimed.size() < limit) {
            claimed.addAll(claimDueWithoutLane(consumer, worked, limit - claimed.size(), lease));
        }
        return claimed;
    }

    /**
     * Moves the end of a lease.
     *
     * @return false if the claim is held no more
     */
    boolean extend(Claim claim, Duration lease) {
        return extendLane(claim, lease) && Sql.update(transactions, "extend a lease", """
                update inbox_entry set due_at = clock_timestamp() + make_interval(secs => ?)
                 where consumer = ? and event_id = ? and fence = ? and state = 'open'
                """, lease, claim.consumer(), claim.event(), claim.fence()) == 1;
    }

    /** Locks the entry for the rest of the transaction, so that nobody takes it over before what is recorded is committed. */
    void requireHeld(Claim claim) {
        requireLane(claim);
        var held = Sql.query(transactions, "check a claim", row -> row.getLong("fence"),
                "select fence from inbox_entry where consumer = ? and event_id = ? and fence = ? and state = 'open' for update",
                claim.consumer(), claim.event(), claim.fence());
        if (held.isEmpty()) {
            throw new LostClaim(claim);
        }
    }

    void finish(Claim claim) {
        close(claim, "done", Optional.empty(), Optional.empty());
    }

    void bury(Claim claim, String code, String cause) {
        close(claim, "dead", Optional.of(code), Optional.of(cause));
    }

    /** Lets the entry come due again later. Its lane waits with it. */
    void postpone(Claim claim, Duration delay, String code, String cause) {
        postpone(claim, delay, code, cause, 0);
    }

    /** The same, as if there had been no attempt. */
    void postponeUncounted(Claim claim, Duration delay, String code, String cause) {
        postpone(claim, delay, code, cause, 1);
    }

    /** Records bytes that are no event as dead, once. */
    boolean insertUnreadable(String consumer, UUID madeId, byte[] payload, String cause) {
        var isNew = Sql.update(transactions, "note the key of unreadable bytes",
                "insert into inbox_key (consumer, event_id) values (?, ?) on conflict do nothing", consumer, madeId) == 1;
        if (isNew) {
            Sql.update(transactions, "record unreadable bytes", """
                    insert into inbox_entry (consumer, event_id, payload, state, code, cause, finished_at)
                    values (?, ?, ?, 'dead', 'EVENT_UNREADABLE', ?, clock_timestamp())
                    """, consumer, madeId, payload, cause);
        }
        return isNew;
    }

    Optional<Buried> find(String consumer, UUID event) {
        return Sql.query(transactions, "find an entry", Buried::read, """
                select state, name is not null as readable from inbox_entry
                 where consumer = ? and event_id = ? for update
                """, consumer, event).stream().findFirst();
    }

    /** Opens a dead entry: it is due at once, with all its attempts before it. */
    void reopen(String consumer, UUID event) {
        Sql.update(transactions, "open a dead entry again",
                """
                        update inbox_entry
                           set state = 'open', attempts = 0, due_at = clock_timestamp(), finished_at = null, fence = nextval('inbox_fence')
                         where consumer = ? and event_id = ? and state = 'dead'
                        """,
                consumer, event);
    }

    /**
     * @param state {@code done} or {@code dead}
     */
    public int purge(String state, Duration olderThan, int limit) {
        return Sql.update(transactions, "purge finished inbox entries", """
                delete from inbox_entry where (consumer, event_id) in (
                    select consumer, event_id from inbox_entry
                     where state = ? and state <> 'open' and finished_at < clock_timestamp() - make_interval(secs => ?)
                     order by finished_at limit ? for update skip locked)
                """, state, olderThan, limit);
    }

    public int purgeKeys(Duration olderThan, int limit) {
        return Sql.update(transactions, "purge inbox keys", """
                delete from inbox_key where (consumer, event_id) in (
                    select consumer, event_id from inbox_key key
                     where recorded_at < clock_timestamp() - make_interval(secs => ?)
                       and not exists (select from inbox_entry entry
                                        where entry.consumer = key.consumer and entry.event_id = key.event_id)
                     order by recorded_at limit ? for update skip locked)
                """, olderThan, limit);
    }

    public Backlog backlog(String consumer) {
        return Sql.query(transactions, "count the inbox", Backlog::read,
                """
                        select count(*) filter (where state = 'open') as open, count(*) filter (where state = 'dead') as dead,
                               coalesce(extract(epoch from clock_timestamp() - min(recorded_at) filter (where state = 'open')), 0) as oldest_seconds
                          from inbox_entry where consumer = ? and state <> 'done'
                        """,
                consumer).getFirst();
    }

    // Materialized: joined directly, the select may run once per row, pass over what it has locked, and take more than the limit.
    private List<ClaimedEntry> claimDueWithoutLane(String consumer, Object names, int limit, Duration lease) {
        return Sql.query(transactions, "claim due inbox entries", ClaimedEntry::read,
                """
                        with due as materialized (
                            select event_id from inbox_entry
                             where consumer = ? and state = 'open' and lane is null and due_at <= clock_timestamp() and name = any(coalesce(?, array[name]))
                             order by due_at limit ?
                               for update skip locked
                        )
                        update inbox_entry entry
                           set fence = nextval('inbox_fence'), attempts = attempts + 1,
                               due_at = clock_timestamp() + make_interval(secs => ?),
                               first_attempt_at = coalesce(first_attempt_at, clock_timestamp()), last_attempt_at = clock_timestamp()
                          from due
                         where entry.consumer = ? and entry.event_id = due.event_id
                        returning entry.*, false as after_gap
                        """,
                consumer, names, limit, lease, consumer);
    }

    // Whoever claims holds the lane's row as well. A claimer with an older snapshot, in which the lane was still free, finds the row as
    // it is now when it gets the lock, and passes on: Postgres checks the conditions on locked rows again.
    private List<ClaimedEntry> claimDueOfLanes(String consumer, Object names, int limit, Duration lease, Duration gapWait) {
        return Sql.query(transactions, "claim the due heads of lanes", ClaimedEntry::read,
                """
                        with head as materialized (
                            select entry.event_id, lane.lane as head_lane, entry.sequence > lane.passed + 1 as after_gap
                              from inbox_lane lane
                              join inbox_entry entry on entry.consumer = lane.consumer and entry.lane = lane.lane
                             where lane.consumer = ? and lane.held_until <= clock_timestamp()
                               and entry.state = 'open' and entry.due_at <= clock_timestamp() and entry.name = any(coalesce(?, array[name]))
                               and not exists (select from inbox_entry earlier
                                                where earlier.consumer = entry.consumer and earlier.lane = entry.lane
                                                  and earlier.state = 'open'
                                                  and (earlier.sequence, earlier.event_id) < (entry.sequence, entry.event_id))
                               and (entry.sequence <= lane.passed + 1
                                    or entry.recorded_at <= clock_timestamp() - make_interval(secs => ?))
                             order by entry.due_at limit ?
                               for update of lane, entry skip locked
                        ), held as (
                            update inbox_lane lane
                               set held_until = clock_timestamp() + make_interval(secs => ?), fence = nextval('inbox_fence')
                              from head where lane.consumer = ? and lane.lane = head.head_lane
                            returning lane.lane as held_lane, lane.fence as held_fence
                        )
                        update inbox_entry entry
                           set fence = held.held_fence, attempts = attempts + 1,
                               due_at = clock_timestamp() + make_interval(secs => ?),
                               first_attempt_at = coalesce(first_attempt_at, clock_timestamp()), last_attempt_at = clock_timestamp()
                          from head join held on held.held_lane = head.head_lane
                         where entry.consumer = ? and entry.event_id = head.event_id
                        returning entry.*, head.after_gap
                        """,
                consumer, names, gapWait, limit, lease, consumer, lease, consumer);
    }

    // The fence moves with it: a lease that is being extended at the same moment must not move the end of the delay.
    private void postpone(Claim claim, Duration delay, String code, String cause, int uncounted) {
        requireLane(claim);
        requireChange(claim, Sql.update(transactions, "postpone an entry", """
                update inbox_entry
                   set due_at = clock_timestamp() + make_interval(secs => ?), code = ?, cause = ?, attempts = attempts - ?,
                       fence = nextval('inbox_fence')
                 where consumer = ? and event_id = ? and fence = ? and state = 'open'
                """, delay, code, cause, uncounted, claim.consumer(), claim.event(), claim.fence()));
        releaseLane(claim, "lane.passed");
    }

    private void close(Claim claim, String state, Optional<String> code, Optional<String> cause) {
        requireLane(claim);
        requireChange(claim, Sql.update(transactions, "close an entry", """
                update inbox_entry set state = ?, code = ?, cause = ?, finished_at = clock_timestamp()
                 where consumer = ? and event_id = ? and fence = ? and state = 'open'
                """, state, code, cause, claim.consumer(), claim.event(), claim.fence()));
        releaseLane(claim, "greatest(lane.passed, (select sequence from inbox_entry where consumer = ? and event_id = ?))",
                claim.consumer(), claim.event());
    }

    // Always the lane before the entry, as in claims, so that nobody waits in a circle.
    private void requireLane(Claim claim) {
        claim.lane().ifPresent(lane -> {
            var held = Sql.query(transactions, "check the hold of a lane", row -> row.getLong("fence"),
                    "select fence from inbox_lane where consumer = ? and lane = ? and fence = ? for update", claim.consumer(),
                    lane,
                    claim.fence());
            if (held.isEmpty()) {
                throw new LostClaim(claim);
            }
        });
    }

    private boolean extendLane(Claim claim, Duration lease) {
        return claim.lane().map(lane -> Sql.update(transactions, "extend a lane's lease", """
                update inbox_lane set held_until = clock_timestamp() + make_interval(secs => ?)
                 where consumer = ? and lane = ? and fence = ? and held_until <> '-infinity'
                """, lease, claim.consumer(), lane, claim.fence()) == 1).orElse(true);
    }

    private void releaseLane(Claim claim, String passed, Object... parameters) {
        claim.lane().ifPresent(lane -> {
            var all = new ArrayList<Object>(List.of(parameters));
            all.addAll(List.of(claim.consumer(), lane));
            Sql.update(transactions, "release a lane", """
                    update inbox_lane lane set held_until = '-infinity', passed = %s where consumer = ? and lane = ?
                    """.formatted(passed), all.toArray());
        });
    }

    private static void requireChange(Claim claim, int changed) {
        if (changed == 0) {
            throw new LostClaim(claim);
        }
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    record ClaimedEntry(Claim claim, byte[] payload, boolean afterGap, Instant recordedAt, Instant firstAttemptAt) {

        private static ClaimedEntry read(ResultSet row) throws SQLException {
            var claim = new Claim(row.getString("consumer"), row.getObject("event_id", UUID.class), row.getLong("fence"),
                    row.getInt("attempts"), Optional.ofNullable(row.getString("lane")));
            return new ClaimedEntry(claim, row.getBytes("payload"), row.getBoolean("after_gap"), instant(row, "recorded_at"),
                    instant(row, "first_attempt_at"));
        }
    }

    /**
     * An entry as a replay finds it.
     *
     * @param readable whether it is an event, that can be worked on
     */
    record Buried(String state, boolean readable) {

        private static Buried read(ResultSet row) throws SQLException {
            return new Buried(row.getString("state"), row.getBoolean("readable"));
        }
    }

    /** What is not done. */
    public record Backlog(long open, long dead, double oldestSeconds) {

        private static Backlog read(ResultSet row) throws SQLException {
            return new Backlog(row.getLong("open"), row.getLong("dead"), row.getDouble("oldest_seconds"));
        }
    }
}
