package io.upmpublisher.audit.trail;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;

import io.upmpublisher.messaging.Sql;
import io.upmpublisher.messaging.Transactions;

/** The days of {@code audit_record}. All changes are made under one lock, by one replica at a time. */
@ApplicationScoped
public class Partitions {

    private static final String PREFIX = "audit_record_";
    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;

    private final Transactions transactions;
    private final Clock clock;
    private final Set<LocalDate> known = ConcurrentHashMap.newKeySet();

    Partitions(Transactions transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    public static LocalDate dayOf(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }

    /** Sees to it that records of the day can be kept. */
    public void ensure(LocalDate day) {
        var today = dayOf(clock.instant());
        // Days gone by may have been dropped, by another replica too.
        if (known.contains(day) && !day.isBefore(today)) {
            return;
        }
        transactions.runInNew(() -> {
            if (!exists(day)) {
                lock();
                create(day);
            }
        });
        known.removeIf(past -> past.isBefore(today));
        known.add(day);
    }

    public SortedSet<LocalDate> daysInNewTransaction() {
        return transactions.inNew(this::days);
    }

    /** The days that there are, in the current transaction. */
    public SortedSet<LocalDate> days() {
        return new TreeSet<>(Sql.query(transactions, "list the days of the trail",
                row -> LocalDate.parse(row.getString("relname").substring(PREFIX.length()), DAY), """
                        select relname from pg_inherits join pg_class on pg_class.oid = inhrelid
                         where inhparent = 'audit_record'::regclass
                        """));
    }

    /**
     * Takes a day out of the trail, in the current transaction, whose end then drops it or brings it back. Nobody writes to it
     * any more.
     *
     * @return the name of the table that it is now, until {@link #drop}
     */
    public String detach(LocalDate day) {
        lock();
        var table = table(day);
        Sql.update(transactions, "detach a day of the trail", "alter table audit_record detach partition " + table);
        return table;
    }

    public void drop(LocalDate day) {
        forget(day);
        Sql.update(transactions, "drop a day of the trail", "drop table " + table(day));
    }

    /** Looks at the day anew when it is next needed: a replica whose clock is ahead may have dropped it. */
    void forget(LocalDate day) {
        known.remove(day);
    }

    private boolean exists(LocalDate day) {
        return !Sql.query(transactions, "look for a day of the trail", row -> 1, """
                select 1 from pg_inherits join pg_class on pg_class.oid = inhrelid
                 where inhparent = 'audit_record'::regclass and relname = ?
                """, table(day)).isEmpty();
    }

    // Attached, not created as a partition: that would lock out readers and writers of all days.
    private void create(LocalDate day) {
        if (exists(day)) {
            return;
        }
        var table = table(day);
        Sql.update(transactions, "create a day of the trail", "create table " + table + " (like audit_record including all)");
        Sql.update(transactions, "attach a day to the trail",
                "alter table audit_record attach partition %s for values from ('%s 00:00+00') to ('%s 00:00+00')"
                        .formatted(table, day, day.plusDays(1)));
    }

    // Who cannot have the tables soon comes again: writers that queue behind would wait for the same.
    private void lock() {
        Sql.update(transactions, "bound the wait for locks", "set local lock_timeout = '5s'");
        Sql.query(transactions, "lock the days of the trail", row -> 1,
                "select pg_advisory_xact_lock(hashtextextended(current_schema() || ' days of the trail', 0))");
    }

    private static String table(LocalDate day) {
        return PREFIX + DAY.format(day);
    }
}
