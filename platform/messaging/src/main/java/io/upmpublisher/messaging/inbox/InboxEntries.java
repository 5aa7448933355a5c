package io.upmpublisher.messaging.inbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.upmpublisher.events.RunId;
import io.upmpublisher.messaging.Sql;
import io.upmpublisher.messaging.Transactions;

/** The tables {@code inbox_entry}, {@code inbox_key} and {@code inbox_lane}. Times are the database's, as in the outbox. */
public class InboxEntries {

    private final Transactions transactions;

    public InboxEntries(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * Records a message once.
     *
     * @return false if it was here before
     */
    boolean insert(String consumer, Message message) {
        var isNew = Sql.update(transactions, "note the key of an event",
                "insert into inbox_key (consumer, event_id) values (?, ?) on conflict do nothing", consumer,
                message.event()) == 1;
        if (isNew) {
            message.lane().ifPresent(lane -> Sql.update(transactions, "note the lane of an event",
                    "insert into inbox_lane (consumer, lane) values (?, ?) on conflict do nothing", consumer, lane.key()));
            Sql.update(transactions, "record an event", """
                    insert into inbox_entry (consumer, event_id, name, subject, run_id, payload, lane, sequence)
                    values (?, ?, ?, ?, ?::uuid, ?, ?, ?)
                    """, consumer, message.event(), message.name(), message.subject(),
                    message.run().map(RunId::toString), message.payload(), message.lane().map(lane -> lane.key()),
                    message.lane().map(lane -> lane.sequence()));
        }
        return isNew;
    }

    /**
     * Claims due entries, those of a lane one at a time and in order.
     *
     * @param names of the events that are worked on here
     */
    List<ClaimedEntry> claimDue(String consumer, Collection<String> names, int limit, Duration lease, Duration gapWait) {
        var worked = names.toArray(String[]::new);
        var claimed = new ArrayList<>(claimDueOfLanes(consumer, worked, limit, lease, gapWait));
        if (claimed.size() < limit) {
            claimed.addAll(claimDueWithoutLane(consumer, worked, limit - claimed.size(), lease));
        }
        return claimed;
    }

    /**
     * Moves the ends of leases.
     *
     * @return the claims that are held no more
     */
    List<Claim> extend(Collection<Claim> claims, Duration lease) {
        return claims.stream().filter(claim -> !extend(claim, lease)).toList();
    }

    /** Locks the entry for the rest of the transaction, so that nobody takes it over before what is recorded is committed. */
    void requireHeld(Claim claim) {
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
                select state, run_id, due_at > clock_timestamp() and attempts > 0 as held from inbox_entry
                 where consumer = ? and event_id = ? for update
                """, consumer, event).stream().findFirst();
    }

    /** Opens a dead entry: it is due at once, with all its attempts before it. */
    void reopen(String consumer, UUID event) {
        Sql.update(transactions, "open a dead entry again", """
                update inbox_entry set state = 'open', attempts = 0, due_at = clock_timestamp(), finished_at = null
                 where consumer = ? and event_id = ? and state = 'dead'
                """, consumer, event);
    }

    public int purgeFinished(Duration olderThan, int limit) {
        return Sql.update(transactions, "purge finished inbox entries", """
                delete from inbox_entry where (consumer, event_id) in (
                    select consumer, event_id from inbox_entry
                     where state <> 'open' and finished_at < clock_timestamp() - make_interval(secs => ?)
                     order by finished_at limit ? for update skip locked)
                """, olderThan, limit);
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

    private List<ClaimedEntry> claimDueWithoutLane(String consumer, String[] names, int limit, Duration lease) {
        return Sql.query(transactions, "claim due inbox entries", ClaimedEntry::read,
                """
                        update inbox_entry entry
                           set fence = nextval('inbox_fence'), attempts = attempts + 1,
                               due_at = clock_timestamp() + make_interval(secs => ?),
                               first_attempt_at = coalesce(first_attempt_at, clock_timestamp()), last_attempt_at = clock_timestamp()
                          from (select event_id from inbox_entry
                                 where consumer = ? and state = 'open' and lane is null and due_at <= clock_timestamp() and name = any(?)
                                 order by due_at limit ?
                                   for update skip locked) due
                         where entry.consumer = ? and entry.event_id = due.event_id
                        returning entry.*, false as after_gap
                        """,
                lease, consumer, names, limit, consumer);
    }

    // Whoever claims holds the lane's row as well. A claimer with an older snapshot, in which the lane was still free, finds the row as
    // it is now when it gets the lock, and passes on: Postgres checks the conditions on locked rows again.
    private List<ClaimedEntry> claimDueOfLanes(String consumer, String[] names, int limit, Duration lease, Duration gapWait) {
        return Sql.query(transactions, "claim the due heads of lanes", ClaimedEntry::read, """
                with head as (
                    select entry.event_id, lane.lane, entry.sequence > lane.passed + 1 as after_gap
                      from inbox_lane lane
                      join inbox_entry entry on entry.consumer = lane.consumer and entry.lane = lane.lane
                     where lane.consumer = ? and lane.held_until <= clock_timestamp()
                       and entry.state = 'open' and entry.due_at <= clock_timestamp() and entry.name = any(?)
                       and not exists (select from inbox_entry earlier
                                        where earlier.consumer = entry.consumer and earlier.lane = entry.lane
                                          and earlier.state = 'open' and earlier.sequence < entry.sequence)
                       and (entry.sequence <= lane.passed + 1
                            or entry.recorded_at <= clock_timestamp() - make_interval(secs => ?))
                     order by entry.due_at limit ?
                       for update of lane, entry skip locked
                ), held as (
                    update inbox_lane lane set held_until = clock_timestamp() + make_interval(secs => ?)
                      from head where lane.consumer = ? and lane.lane = head.lane
                )
                update inbox_entry entry
                   set fence = nextval('inbox_fence'), attempts = attempts + 1,
                       due_at = clock_timestamp() + make_interval(secs => ?),
                       first_attempt_at = coalesce(first_attempt_at, clock_timestamp()), last_attempt_at = clock_timestamp()
                  from head
                 where entry.consumer = ? and entry.event_id = head.event_id
                returning entry.*, head.after_gap
                """, consumer, names, gapWait, limit, lease, consumer, lease, consumer);
    }

    private void postpone(Claim claim, Duration delay, String code, String cause, int uncounted) {
        var changed = Sql.update(transactions, "postpone an entry", """
                update inbox_entry
                   set due_at = clock_timestamp() + make_interval(secs => ?), code = ?, cause = ?, attempts = attempts - ?
                 where consumer = ? and event_id = ? and fence = ? and state = 'open'
                """, delay, code, cause, uncounted, claim.consumer(), claim.event(), claim.fence());
        if (changed == 0) {
            throw new LostClaim(claim);
        }
        releaseLane(claim);
    }

    private boolean extend(Claim claim, Duration lease) {
        var held = Sql.update(transactions, "extend a lease", """
                update inbox_entry set due_at = clock_timestamp() + make_interval(secs => ?)
                 where consumer = ? and event_id = ? and fence = ? and state = 'open'
                """, lease, claim.consumer(), claim.event(), claim.fence()) == 1;
        if (held) {
            Sql.update(transactions, "extend a lane's lease",
                    """
                            update inbox_lane lane set held_until = clock_timestamp() + make_interval(secs => ?)
                              from inbox_entry entry
                             where entry.consumer = ? and entry.event_id = ? and lane.consumer = entry.consumer and lane.lane = entry.lane
                            """,
                    lease, claim.consumer(), claim.event());
        }
        return held;
    }

    private void close(Claim claim, String state, Optional<String> code, Optional<String> cause) {
        var changed = Sql.update(transactions, "close an entry", """
                update inbox_entry set state = ?, code = ?, cause = ?, finished_at = clock_timestamp()
                 where consumer = ? and event_id = ? and fence = ? and state = 'open'
                """, state, code, cause, claim.consumer(), claim.event(), claim.fence());
        if (changed == 0) {
            throw new LostClaim(claim);
        }
        releaseLane(claim);
    }

    private void releaseLane(Claim claim) {
        Sql.update(transactions, "release a lane", """
                update inbox_lane lane
                   set held_until = '-infinity',
                       passed = case when entry.state = 'open' then lane.passed else greatest(lane.passed, entry.sequence) end
                  from inbox_entry entry
                 where entry.consumer = ? and entry.event_id = ? and lane.consumer = entry.consumer and lane.lane = entry.lane
                """, claim.consumer(), claim.event());
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    record ClaimedEntry(Claim claim, byte[] payload, boolean afterGap, Instant recordedAt, Instant firstAttemptAt) {

        private static ClaimedEntry read(ResultSet row) throws SQLException {
            var claim = new Claim(row.getString("consumer"), row.getObject("event_id", UUID.class), row.getLong("fence"),
                    row.getInt("attempts"));
            return new ClaimedEntry(claim, row.getBytes("payload"), row.getBoolean("after_gap"), instant(row, "recorded_at"),
                    instant(row, "first_attempt_at"));
        }
    }

    /**
     * An entry as a replay finds it.
     *
     * @param held whether it is being worked on, or waits for its next attempt
     */
    record Buried(String state, Optional<RunId> run, boolean held) {

        private static Buried read(ResultSet row) throws SQLException {
            return new Buried(row.getString("state"),
                    Optional.ofNullable(row.getObject("run_id", UUID.class)).map(RunId::new), row.getBoolean("held"));
        }
    }

    /** What is not done. */
    public record Backlog(long open, long dead, double oldestSeconds) {

        private static Backlog read(ResultSet row) throws SQLException {
            return new Backlog(row.getLong("open"), row.getLong("dead"), row.getDouble("oldest_seconds"));
        }
    }
}
