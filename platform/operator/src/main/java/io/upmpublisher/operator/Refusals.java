package io.upmpublisher.operator;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import io.upmpublisher.events.OperatorActed;
import io.upmpublisher.events.UserName;
import io.upmpublisher.messaging.Transactions;
import io.upmpublisher.messaging.outbox.Outbox;
import io.upmpublisher.web.limit.LimitConfig;
import io.upmpublisher.web.limit.RateLimit;

/** Puts refusals on record, so many of each caller: a script that runs into a wall all night is told of, not drowned in. */
@ApplicationScoped
class Refusals {

    private static final Logger LOG = Logger.getLogger(Refusals.class);
    private static final int MAX_SUBJECT = 200;

    private final RateLimit<String> rate;
    private final Outbox outbox;
    private final Transactions transactions;

    Refusals(LimitConfig limits, Outbox outbox, Transactions transactions) {
        this.rate = new RateLimit<>(limits.refusalsOnRecordPerMinute(), limits.refusalsOnRecordPerMinute());
        this.outbox = outbox;
        this.transactions = transactions;
    }

    void tell(UserName by, String action, String on, String code) {
        if (rate.take(by.value(), 1).isPresent()) {
            LOG.debugf("%s was refused %s on %s (%s), which is not put on record: too many are", by, action, on, code);
            return;
        }
        var subject = on.length() > MAX_SUBJECT ? on.substring(0, MAX_SUBJECT) : on;
        transactions.runInNew(() -> outbox.append(new OperatorActed(by, action, subject, false, Optional.of(code))));
    }
}
