package io.upmpublisher.torture.scenario;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import io.upmpublisher.testing.stack.Database;
import io.upmpublisher.testing.stack.Service;

/**
 * Stops services in the middle of a step from outside: a trigger on one of their tables waits for a lock that the harness has.
 * What the service was about to write is then not written, and whoever is killed there dies at exactly that point. Of each
 * table one transaction is stopped; the others go on, so that what comes after has work too.
 */
final class Holds implements AutoCloseable {

    private static final long LOCK = 471_147_114_711L;

    private final Database database;
    private final List<Hold> holds;
    private final Connection locker;

    /**
     * A point in a service's work.
     *
     * @param event of the trigger, as in {@code update}
     * @param when condition of the trigger, on {@code new} and {@code old}
     */
    record Hold(Service service, String table, String event, String when) {

        String qualified() {
            return service.key() + "." + table;
        }
    }

    private Holds(Database database, List<Hold> holds, Connection locker) {
        this.database = database;
        this.holds = holds;
        this.locker = locker;
    }

    /** From now on every process of these services waits when it comes to the point. */
    static Holds at(Database database, List<Hold> holds) {
        try {
            var locker = database.connect();
            try (var statement = locker.createStatement()) {
                statement.execute("select pg_advisory_lock(" + LOCK + ")");
            }
            database.execute("create schema if not exists torture", "grant usage on schema torture to public", """
                    create or replace function torture.hold() returns trigger language plpgsql as
                    $$ begin
                        if pg_try_advisory_xact_lock(4711, tg_relid::int) then
                            perform pg_advisory_xact_lock_shared(%d);
                        end if;
                        return new;
                    end $$
                    """.formatted(LOCK));
            for (var hold : holds) {
                database.execute("create trigger torture_hold before " + hold.event() + " on " + hold.qualified()
                        + " for each row when (" + hold.when() + ") execute function torture.hold()");
            }
            return new Holds(database, holds, locker);
        } catch (SQLException e) {
            throw new IllegalStateException("Could not hold " + holds, e);
        }
    }

    /** Whether a process of the service waits there. */
    boolean isReached(Service service) {
        return !waiting(service).isEmpty();
    }

    /** Ends the database's side of what killed processes left behind, as a broken connection does sooner or later. */
    void endAbandoned() {
        for (var hold : holds) {
            waiting(hold.service()).forEach(pid -> database.texts("select pg_terminate_backend(" + pid + ")::text"));
        }
    }

    @Override
    public void close() {
        try {
            locker.close();
        } catch (SQLException e) {
            throw new IllegalStateException("Could not let go of " + holds, e);
        }
        holds.forEach(hold -> database.execute("drop trigger if exists torture_hold on " + hold.qualified()));
    }

    private List<String> waiting(Service service) {
        return database.texts("""
                select pid::text from pg_stat_activity
                 where application_name = ? and wait_event_type = 'Lock' and wait_event = 'advisory'
                """, "upm-" + service.key());
    }
}
