package io.upmpublisher.operator;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.upmpublisher.events.AlarmRaised;
import io.upmpublisher.events.AlarmResolved;
import io.upmpublisher.messaging.Sql;
import io.upmpublisher.messaging.Transactions;
import io.upmpublisher.messaging.outbox.Outbox;

/**
 * Tells an alarm once, however often and by however many workers its cause is seen, and once that it is over. Belongs into the
 * transaction that found the cause, or its end. The service's schema has a table {@code alarm} for it.
 */
@ApplicationScoped
public class Alarms {

    private final Transactions transactions;
    private final Outbox outbox;
    private final Clock clock;

    Alarms(Transactions transactions, Outbox outbox, Clock clock) {
        this.transactions = transactions;
        this.outbox = outbox;
        this.clock = clock;
    }

    public void raise(String code, String about, String cause, String remedy) {
        var isNew = Sql.update(transactions, "note an alarm",
                "insert into alarm (code, about, raised_at) values (?, ?, ?) on conflict do nothing", code, about,
                clock.instant().atOffset(ZoneOffset.UTC)) == 1;
        if (isNew) {
            outbox.append(new AlarmRaised(code, about, cause, remedy));
        }
    }

    /** The codes of those that are not over. */
    public List<String> raisedAbout(String about) {
        return Sql.query(transactions, "find the alarms about something", row -> row.getString("code"),
                "select code from alarm where about = ?", about);
    }

    public void resolve(String code, String about) {
        if (Sql.update(transactions, "end an alarm", "delete from alarm where code = ? and about = ?", code, about) == 1) {
            outbox.append(new AlarmResolved(code, about));
        }
    }
}
