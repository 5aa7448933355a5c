package io.upmpublisher.audit.operator;

import java.util.Optional;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import io.upmpublisher.events.OperatorActed;
import io.upmpublisher.events.UserName;
import io.upmpublisher.messaging.Transactions;
import io.upmpublisher.messaging.outbox.Outbox;
import io.upmpublisher.web.problem.Problem;
import io.upmpublisher.web.token.Caller;

/** The caller in the role of somebody whose acts are on record. */
@ApplicationScoped
public class Operator {

    private final Caller caller;
    private final Outbox outbox;
    private final Transactions transactions;

    Operator(Caller caller, Outbox outbox, Transactions transactions) {
        this.caller = caller;
        this.outbox = outbox;
        this.transactions = transactions;
    }

    public UserName name() {
        return UserName.of(caller.name());
    }

    /** Acts in one transaction and tells of it in the same; a refusal is told of before it is answered. */
    public <T> T act(String action, String on, Supplier<T> act) {
        try {
            return transactions.inNew(() -> {
                var done = act.get();
                outbox.append(new OperatorActed(name(), action, on, true, Optional.empty()));
                return done;
            });
        } catch (Problem refusal) {
            if (refusal.status() < 500) {
                transactions.runInNew(() -> outbox
                        .append(new OperatorActed(name(), action, on, false, Optional.of(refusal.type().code()))));
            }
            throw refusal;
        }
    }
}
