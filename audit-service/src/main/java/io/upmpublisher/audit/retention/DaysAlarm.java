package io.upmpublisher.audit.retention;

import java.time.Clock;
import java.time.ZoneOffset;

import jakarta.enterprise.context.ApplicationScoped;

import io.upmpublisher.events.AlarmRaised;
import io.upmpublisher.events.AlarmResolved;
import io.upmpublisher.messaging.Sql;
import io.upmpublisher.messaging.Transactions;
import io.upmpublisher.messaging.outbox.Outbox;

/** Tells once that days are missing, whichever replica sees it, and once that they are there again. */
@ApplicationScoped
class DaysAlarm {

    private static final String CODE = "AUDIT_DAYS_MISSING";
    private static final String ABOUT = "audit trail";

    private final Transactions transactions;
    private final Outbox outbox;
    private final Clock clock;

    DaysAlarm(Transactions transactions, Outbox outbox, Clock clock) {
        this.transactions = transactions;
        this.outbox = outbox;
        this.clock = clock;
    }

    void raiseIf(boolean missing) {
        transactions.runInNew(missing ? this::raise : this::resolve);
    }

    private void raise() {
        var isNew = Sql.update(transactions, "note an alarm",
                "insert into alarm (code, about, raised_at) values (?, ?, ?) on conflict do nothing", CODE, ABOUT,
                clock.instant().atOffset(ZoneOffset.UTC)) == 1;
        if (isNew) {
            outbox.append(new AlarmRaised(CODE, ABOUT, "The trail has partitions for fewer than 3 days to come.",
                    "Look at the audit service's log: it tries to make them every hour, and makes a missing day when it is needed."));
        }
    }

    private void resolve() {
        if (Sql.update(transactions, "end an alarm", "delete from alarm where code = ? and about = ?", CODE, ABOUT) == 1) {
            outbox.append(new AlarmResolved(CODE, ABOUT));
        }
    }
}
