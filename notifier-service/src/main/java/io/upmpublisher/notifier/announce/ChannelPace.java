package io.upmpublisher.notifier.announce;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.upmpublisher.events.Fault;
import io.upmpublisher.messaging.Sql;
import io.upmpublisher.messaging.Transactions;

/**
 * The tables {@code channel} and {@code channel_slot}: how fast all replicas together may speak to a channel. A message that
 * must wait is told until when, so that a long queue of messages costs one look for each and keeps its order.
 */
@ApplicationScoped
class ChannelPace {

    private final Transactions transactions;

    ChannelPace(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Makes a channel known, and gives a closed one another chance: whoever mends a webhook starts the service again. */
    void open(Channel channel) {
        Sql.update(transactions, "open a channel", """
                insert into channel (channel) values (?)
                on conflict (channel) do update set closed_code = null, closed_cause = null, closed_remedy = null
                """, channel.name());
        Sql.update(transactions, "add slots to a channel", """
                insert into channel_slot (channel, slot) select ?, generate_series(1, ?) on conflict do nothing
                """, channel.name(), channel.perMinute());
    }

    /** Reads how the channel is, and keeps others from changing it until the end of the transaction. */
    Condition lock(Channel channel) {
        return Sql.query(transactions, "look at a channel", Condition::read,
                "select * from channel where channel = ? for update", channel.name()).getFirst();
    }

    /** When the next message may be sent, if it is sent at all. The channel must be locked. */
    Instant reserve(Channel channel, Condition condition, Instant now) {
        var earliest = at(condition.pausedUntil().isAfter(now) ? condition.pausedUntil() : now);
        return Sql.query(transactions, "reserve a slot", row -> instant(row, "reserved"), """
                with chosen as (
                    select slot, greatest(free_at, ?) as reserved from channel_slot
                     where channel = ? and slot <= ? order by free_at, slot limit 1)
                update channel_slot taken set free_at = chosen.reserved + interval '1 minute'
                  from chosen where taken.channel = ? and taken.slot = chosen.slot
                returning chosen.reserved
                """, earliest, channel.name(), channel.perMinute(), channel.name()).getFirst();
    }

    /** Sends nothing before a time, whatever is reserved. */
    void pause(Channel channel, Instant until) {
        Sql.update(transactions, "pause a channel",
                "update channel set paused_until = greatest(paused_until, ?) where channel = ?", at(until), channel.name());
    }

    void close(Channel channel, Fault why) {
        Sql.update(transactions, "close a channel",
                "update channel set closed_code = ?, closed_cause = ?, closed_remedy = ? where channel = ?", why.code(),
                why.cause(), why.remedy(), channel.name());
    }

    private static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /**
     * @param closed why nothing is sent at all, if so
     */
    record Condition(Instant pausedUntil, Optional<Fault> closed) {

        private static Condition read(ResultSet row) throws SQLException {
            var code = row.getString("closed_code");
            var closed = code == null ? Optional.<Fault> empty()
                    : Optional.of(new Fault(code, row.getString("closed_cause"), row.getString("closed_remedy"), true));
            return new Condition(instant(row, "paused_until"), closed);
        }
    }
}
