package io.upmpublisher.audit.retention;

import jakarta.enterprise.context.ApplicationScoped;

import io.upmpublisher.messaging.Transactions;
import io.upmpublisher.operator.Alarms;

/** Tells once that days are missing, whichever replica sees it, and once that they are there again. */
@ApplicationScoped
class DaysAlarm {

    private static final String CODE = "AUDIT_DAYS_MISSING";
    private static final String ABOUT = "audit trail";

    private final Transactions transactions;
    private final Alarms alarms;

    DaysAlarm(Transactions transactions, Alarms alarms) {
        this.transactions = transactions;
        this.alarms = alarms;
    }

    void raiseIf(boolean missing) {
        transactions.runInNew(missing ? this::raise : () -> alarms.resolve(CODE, ABOUT));
    }

    private void raise() {
        alarms.raise(CODE, ABOUT, "The trail has partitions for fewer than 3 days to come.",
                "Look at the audit service's log: it tries to make them every hour, and makes a missing day when it is needed.");
    }
}
