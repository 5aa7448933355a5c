package io.upmpublisher.ingress.hook;

import static io.upmpublisher.ingress.hook.WatchedHooks.at;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.upmpublisher.messaging.Sql;
import io.upmpublisher.messaging.Transactions;

/**
 * The table {@code sent_delivery}: what GitHub says that it sent, and whether it is here, of which {@code delivery} and
 * {@code delivery_key} are the truth and not what GitHub was answered: an answer may come too late, or be somebody else's.
 * All webhooks that are told of the same event give it the same GUID, each with attempts of its own. Every method is a
 * transaction.
 */
@ApplicationScoped
class SentDeliveries {

    /** How often in a row GitHub has trouble of its own with a delivery before somebody is told; that takes over an hour. */
    static final int REFUSED_FOR_GOOD = 5;

    /**
     * What is neither here nor of no consequence: an event other than a push may have been answered without being kept.
     */
    private static final String LACKING = """
             not sent.taken and (sent.event = 'push' or not exists (
                select from sent_delivery other where other.guid = sent.guid and other.delivered))
            """;

    /**
     * That another webhook is asked first, or was just asked. They take turns, each as often as may be, so that none waits for
     * ever and no delivery is asked for twice at once. One that GitHub has trouble with for good lets the next one try.
     */
    private static final String ANOTHERS_TURN = """
            exists (select from sent_delivery other join watched_hook hook on hook.scope = other.scope and hook.state = 'FOUND'
                     where other.guid = sent.guid and other.scope <> sent.scope
                       and (other.asks > 0 and other.next_ask_at > ? or other.scope < sent.scope and other.asks < ? and other.failures < %d))
            """
            .formatted(REFUSED_FOR_GOOD);

    private final Transactions transactions;

    SentDeliveries(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Notes attempts in any order, also those that are known. */
    void note(HookScope scope, Collection<Attempt> attempts) {
        transactions.runInNew(() -> attempts.forEach(attempt -> Sql.update(transactions, "note a sent delivery", """
                insert into sent_delivery (guid, scope, event, sent_at, attempt, attempted_at, status, delivered)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                on conflict on constraint sent_delivery_pkey do update set
                    sent_at = least(sent_delivery.sent_at, excluded.sent_at),
                    delivered = sent_delivery.delivered or excluded.delivered,
                    attempt = case when excluded.attempted_at >= sent_delivery.attempted_at then excluded.attempt
                              else sent_delivery.attempt end,
                    status = case when excluded.attempted_at >= sent_delivery.attempted_at then excluded.status
                             else sent_delivery.status end,
                    attempted_at = greatest(sent_delivery.attempted_at, excluded.attempted_at)
                """, attempt.guid(), scope.key(), attempt.event(), at(attempt.at()), attempt.id(), at(attempt.at()),
                attempt.status(), attempt.isOk())));
    }

    /** Sees what has come in meanwhile. */
    void seeArrived() {
        transactions.runInNew(() -> Sql.update(transactions, "see which sent deliveries are here", """
                update sent_delivery set taken = true
                 where not taken and (exists (select from delivery where delivery.id = guid)
                    or exists (select from delivery_key where delivery_key.id = guid))
                """));
    }

    /** Forgets what GitHub gives no more, and what others took before the webhook pointed here. */
    void forget(Instant windowBegin) {
        transactions.runInNew(() -> {
            Sql.update(transactions, "forget deliveries that were sent elsewhere", """
                    delete from sent_delivery sent using watched_hook
                     where watched_hook.scope = sent.scope and not sent.taken and sent.delivered
                       and sent.sent_at < watched_hook.watched_since
                    """);
            Sql.update(transactions, "forget old sent deliveries", "delete from sent_delivery where sent_at < ?",
                    at(windowBegin));
        });
    }

    /**
     * Those to ask for now, the oldest first.
     *
     * @param attemptedBefore what was sent later may still be on its way into the database
     */
    List<Lacking> toAskFor(HookScope scope, int maxAsks, Instant attemptedBefore, Instant now, int atMost) {
        return transactions.inNew(() -> Sql.query(transactions, "look for deliveries that are lacking",
                row -> new Lacking(row.getString("guid"), row.getLong("attempt"), row.getInt("asks"),
                        row.getInt("failures")),
                """
                        select guid, attempt, asks, failures from sent_delivery sent
                         where scope = ? and %s and asks < ? and attempted_at < ?
                           and (next_ask_at is null or next_ask_at <= ?) and not %s
                         order by sent_at, guid limit ?
                        """.formatted(LACKING, ANOTHERS_TURN), scope.key(), maxAsks, at(attemptedBefore), at(now), at(now),
                maxAsks, atMost));
    }

    /**
     * @param asks how often it was asked for by now
     * @param next when to look at it again: to ask, or to give up
     */
    void asked(HookScope scope, String guid, int asks, Instant next) {
        transactions.runInNew(() -> Sql.update(transactions, "note that a delivery was asked for",
                "update sent_delivery set asks = ?, failures = 0, next_ask_at = ? where scope = ? and guid = ?", asks, at(next),
                scope.key(), guid));
    }

    /**
     * @param failures how often in a row GitHub could not even be asked for it
     */
    void failed(HookScope scope, String guid, int failures, Instant next) {
        transactions.runInNew(() -> Sql.update(transactions, "note that a delivery could not be asked for",
                "update sent_delivery set failures = ?, next_ask_at = ? where scope = ? and guid = ?", failures, at(next),
                scope.key(), guid));
    }

    /** Gives up at once, and leaves it to the other webhooks that sent it, if there are any. */
    void gone(HookScope scope, String guid, int maxAsks, Instant now) {
        transactions.runInNew(() -> Sql.update(transactions, "note that GitHub has a delivery no more", """
                update sent_delivery set asks = greatest(asks, ?), next_ask_at = ? where scope = ? and guid = ?
                """, maxAsks, at(now), scope.key(), guid));
    }

    /**
     * How many were asked for in vain as often as may be, for each scope that has any. What another webhook can still be asked
     * for is not given up.
     */
    Map<HookScope, Integer> givenUp(int maxAsks, Instant now) {
        return countByScope("count the deliveries that do not come", """
                asks >= ? and next_ask_at <= ?
                and not exists (select from sent_delivery other join watched_hook hook on hook.scope = other.scope
                     where other.guid = sent.guid and other.scope <> sent.scope and hook.state = 'FOUND'
                       and (other.asks < ? or other.next_ask_at > ?))
                """, maxAsks, at(now), maxAsks, at(now));
    }

    /**
     * How many GitHub has trouble with for good, for each scope that has any. A webhook that is gone is not asked, and what
     * another can still be asked for is not refused.
     */
    Map<HookScope, Integer> refused(int maxAsks, Instant now) {
        return countByScope("count the deliveries that GitHub does not send", """
                asks < ? and failures >= ?
                and exists (select from watched_hook hook where hook.scope = sent.scope and hook.state = 'FOUND')
                and not exists (select from sent_delivery other join watched_hook hook on hook.scope = other.scope
                     where other.guid = sent.guid and other.scope <> sent.scope and hook.state = 'FOUND'
                       and other.failures < ? and (other.asks < ? or other.next_ask_at > ?))
                """, maxAsks, REFUSED_FOR_GOOD, REFUSED_FOR_GOOD, maxAsks, at(now));
    }

    /** Each once, however many webhooks sent it. */
    Count count(Instant since) {
        return transactions.inNew(() -> Sql.query(transactions, "count the sent deliveries",
                row -> new Count(row.getInt(1), row.getInt(2), row.getInt(3), row.getInt(4)), """
                        select count(*) filter (where taken or lacking), count(*) filter (where taken),
                               count(*) filter (where taken and asks > 0), count(*) filter (where lacking)
                          from (select bool_or(taken) as taken, bool_or(%s) as lacking, sum(asks) as asks
                                  from sent_delivery sent where sent_at >= ? group by guid) as sent_once
                        """.formatted(LACKING), at(since)).getFirst());
    }

    /** The oldest first, each once. */
    List<Missing> missing(Instant since, int atMost) {
        return transactions.inNew(() -> Sql.query(transactions, "list the deliveries that are lacking",
                row -> new Missing(row.getString("guid"), row.getString("event"),
                        row.getObject("first_sent_at", OffsetDateTime.class).toInstant(), row.getString("status"),
                        row.getInt("asks")),
                """
                        select guid, min(event) as event, min(sent_at) as first_sent_at, sum(asks) as asks,
                               (array_agg(status order by attempted_at desc))[1] as status
                          from sent_delivery sent where sent_at >= ? and %s
                         group by guid order by first_sent_at, guid limit ?
                        """.formatted(LACKING), at(since), atMost));
    }

    private Map<HookScope, Integer> countByScope(String what, String condition, Object... parameters) {
        record Row(HookScope scope, int count) {
        }
        return transactions.inNew(() -> Sql.query(transactions, what,
                row -> new Row(HookScope.parse(row.getString(1)), row.getInt(2)),
                "select scope, count(*) from sent_delivery sent where %s and %s group by scope".formatted(LACKING, condition),
                parameters)).stream().collect(Collectors.toMap(Row::scope, Row::count));
    }

    record Lacking(String guid, long attempt, int asks, int failures) {
    }

    record Count(int made, int taken, int redelivered, int missing) {
    }

    /**
     * @param status what GitHub says of its last attempt
     * @param asks how often GitHub was asked to send it again
     */
    record Missing(String guid, String event, Instant sentAt, String status, int asks) {
    }
}
