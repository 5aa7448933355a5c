package io.upmpublisher.ingress.operator;

import java.util.Optional;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.upmpublisher.events.OperatorActed;
import io.upmpublisher.events.UserName;
import io.upmpublisher.ingress.database.IngressDatabase;
import io.upmpublisher.messaging.outbox.Outbox;
import io.upmpublisher.web.problem.Problem;
import io.upmpublisher.web.token.Caller;

/** The caller in the role of somebody whose acts are on record. */
@ApplicationScoped
public class Operator {

    private static final int MAX_SUBJECT = 200;

    private final Caller caller;
    private final Outbox outbox;
    private final IngressDatabase database;

    Operator(Caller caller, Outbox outbox, IngressDatabase database) {
        this.caller = caller;
        this.outbox = outbox;
        this.database = database;
    }

    public UserName name() {
        return UserName.of(caller.name());
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
                var subject = on.length() > MAX_SUBJECT ? on.substring(0, MAX_SUBJECT) : on;
                database.runInTransaction(() -> outbox
                        .append(new OperatorActed(name(), action, subject, false, Optional.of(refusal.type().code()))));
            }
            throw refusal;
        }
    }
}
