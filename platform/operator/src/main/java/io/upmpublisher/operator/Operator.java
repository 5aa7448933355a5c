package io.upmpublisher.operator;

import java.util.Optional;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

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
    private final Refusals refusals;

    Operator(Caller caller, Outbox outbox, Transactions transactions, Refusals refusals) {
        this.caller = caller;
        this.outbox = outbox;
        this.transactions = transactions;
        this.refusals = refusals;
    }

    public UserName name() {
        return UserName.of(caller.name());
    }

    /** Acts in one transaction and tells of it in the same; a refusal is told of before it is answered. */
    public <T extends @Nullable Object> T act(String action, String on, Supplier<T> act) {
        return refusable(action, on, () -> transactions.inNew(() -> {
            var done = act.get();
            acted(action, on);
            return done;
        }));
    }

    /** Tells what was done, in the transaction that did it. */
    public void acted(String action, String on) {
        outbox.append(new OperatorActed(name(), action, on, true, Optional.empty()));
    }

    /** Tells of a refusal before it is answered. What cannot be recorded because nothing can be is not worth a record. */
    public <T extends @Nullable Object> T refusable(String action, String on, Supplier<T> act) {
        try {
            return act.get();
        } catch (Problem refusal) {
            if (refusal.status() < 500) {
                refusals.tell(name(), action, on, refusal.type().code());
            }
            throw refusal;
        }
    }
}
