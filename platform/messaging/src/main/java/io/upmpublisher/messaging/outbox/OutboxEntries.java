package io.upmpublisher.messaging.outbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

import io.upmpublisher.events.EventEnvelope;
import io.upmpublisher.messaging.Sql;
import io.upmpublisher.messaging.Transactions;

/**
 * The table {@code outbox_entry}. Times are the database's: replicas' clocks differ, and a lease that one of them takes another
 * has to judge.
 */
public class OutboxEntries {

    private final Transactions transactions;

    public OutboxEntries(Transactions transactions) {
        this.transactions = transactions;
    }

    void insert(EventEnvelope envelope, byte[] payload, List<String> consumers) {
        Sql.update(transactions, "record the event " + envelope.name(),
                "insert into outbox_entry (event_id, name, payload, consumers) values (?, ?, ?, ?)",
                envelope.id(), envelope.name(), payload, consumers.toArray(String[]::new));
    }

    // Materialized: joined directly, the select may run once per row, pass over what it has locked, and take more than the limit.
    /** Takes due entries for as long as the lease; whoever comes after it may take them again. */
    List<ClaimedEntry> claimDue(UUID claim, int limit, Duration lease) {
        return Sql.query(transactions, "claim due outbox entries", OutboxEntries::claimed, """
                with due as materialized (
                    select event_id from outbox_entry
                     where state <> 'finished' and due_at <= clock_timestamp()
                     order by due_at, event_id limit ?
                       for update skip locked
                )
                update outbox_entry entry
                   set claim = ?, attempts = attempts + 1, due_at = clock_timestamp() + make_interval(secs => ?)
                  from due
                 where entry.event_id = due.event_id
                returning entry.event_id, entry.name, entry.payload, entry.state = 'sent' as sent_before,
                          array(select consumer from unnest(entry.consumers) consumer
                                 where not exists (select from messaging.receipt
                                                    where receipt.consumer = consumer.consumer
                                                      and receipt.event_id = entry.event_id)) as missing
                """, limit, claim, lease);
    }

    /**
     * @param resendAfter when to send again to those who have not receipted by then; doubled with each time, up to an hour, so
     *        that a consumer that is away does not find its queue full of repetitions
     */
    void markSent(UUID claim, Collection<UUID> events, Duration resendAfter) {
        Sql.update(transactions, "mark outbox entries as sent", """
                update outbox_entry
                   set state = 'sent', sent_at = coalesce(sent_at, clock_timestamp()), last_error = null, claim = null,
                       times_sent = times_sent + 1,
                       due_at = clock_timestamp() + make_interval(secs => least(3600, ? * power(2, least(times_sent, 10))))
                 where claim = ? and event_id = any(?::uuid[])
                """, resendAfter, claim, texts(events));
    }

    /**
     * @param retryAfter doubled with each attempt, up to a minute
     */
    void markUnsent(UUID claim, Collection<UUID> events, String error, Duration retryAfter) {
        Sql.update(transactions, "mark outbox entries as not sent", """
                update outbox_entry
                   set claim = null, last_error = ?,
                       due_at = clock_timestamp() + make_interval(secs => least(60, ? * power(2, least(attempts - 1, 10))))
                 where claim = ? and event_id = any(?::uuid[])
                """, error, retryAfter, claim, texts(events));
    }

    /**
     * Finishes what every consumer has receipted.
     *
     * @return how many were finished, at most the limit
     */
    public int finishReceipted(int limit) {
        // Rows that a relay or another replica is at are passed over: all of them update many rows, each in another order.
        return Sql.update(transactions, "finish receipted outbox entries", """
                with receipted as materialized (
                    select event_id from outbox_entry entry
                     where state = 'sent'
                       and not exists (select from unnest(entry.consumers) consumer
                                        where not exists (select from messaging.receipt
                                                           where receipt.consumer = consumer.consumer
                                                             and receipt.event_id = entry.event_id))
                     limit ? for update skip locked
                )
                update outbox_entry entry set state = 'finished', finished_at = clock_timestamp(), claim = null
                  from receipted
                 where entry.event_id = receipted.event_id
                """, limit);
    }

    /**
     * @return how many were removed, at most the limit
     */
    public int purgeFinished(Duration olderThan, int limit) {
        return Sql.update(transactions, "purge finished outbox entries", """
                delete from outbox_entry where event_id in (
                    select event_id from outbox_entry
                     where state = 'finished' and finished_at < clock_timestamp() - make_interval(secs => ?)
                     order by finished_at limit ? for update skip locked)
                """, olderThan, limit);
    }

    public Backlog backlog() {
        return Sql
                .query(transactions, "count the outbox", Backlog::read,
                        """
                                select count(*) filter (where state = 'pending') as pending, count(*) filter (where state = 'sent') as unreceipted,
                                       coalesce(extract(epoch from clock_timestamp() - min(created_at)), 0) as oldest_seconds
                                  from outbox_entry where state <> 'finished'
                                """)
                .getFirst();
    }

    private static ClaimedEntry claimed(ResultSet row) throws SQLException {
        return new ClaimedEntry(row.getObject("event_id", UUID.class), row.getString("name"), row.getBytes("payload"),
                row.getBoolean("sent_before"), List.of((String[]) row.getArray("missing").getArray()));
    }

    private static String[] texts(Collection<UUID> events) {
        return events.stream().map(UUID::toString).toArray(String[]::new);
    }

    /**
     * @param missing the consumers that have not receipted it
     */
    record ClaimedEntry(UUID event, String name, byte[] payload, boolean sentBefore, List<String> missing) {
    }

    /** What is not finished. */
    public record Backlog(long pending, long unreceipted, double oldestSeconds) {

        private static Backlog read(ResultSet row) throws SQLException {
            return new Backlog(row.getLong("pending"), row.getLong("unreceipted"), row.getDouble("oldest_seconds"));
        }
    }
}
