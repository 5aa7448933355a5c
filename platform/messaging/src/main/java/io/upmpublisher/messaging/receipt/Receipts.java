package io.upmpublisher.messaging.receipt;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

import io.upmpublisher.messaging.Sql;
import io.upmpublisher.messaging.Transactions;

/** The table {@code messaging.receipt}, which every service may write to and every relay reads. */
public class Receipts {

    private final Transactions transactions;

    public Receipts(Transactions transactions) {
        this.transactions = transactions;
    }

    /** States that the consumer has recorded the events; belongs into the transaction that recorded them. */
    public void add(String consumer, Collection<UUID> events) {
        Sql.update(transactions, "receipt events", """
                insert into messaging.receipt (event_id, consumer)
                select event_id, ? from unnest(?::uuid[]) event_id
                 order by event_id
                on conflict do nothing
                """, consumer, events.stream().map(UUID::toString).toArray(String[]::new));
    }

    /**
     * @return how many were removed, at most the limit
     */
    public int purge(List<String> consumers, Duration olderThan, int limit) {
        return Sql.update(transactions, "purge receipts", """
                delete from messaging.receipt where (consumer, event_id) in (
                    select consumer, event_id from messaging.receipt
                     where consumer = any(?) and recorded_at < clock_timestamp() - make_interval(secs => ?)
                     order by recorded_at limit ?)
                """, consumers.toArray(String[]::new), olderThan, limit);
    }
}
