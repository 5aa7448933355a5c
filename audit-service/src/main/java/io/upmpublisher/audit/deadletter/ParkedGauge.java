package io.upmpublisher.audit.deadletter;

import java.time.Duration;
import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;

import org.jspecify.annotations.Nullable;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.upmpublisher.audit.deadletter.DeadLetter.State;
import io.upmpublisher.messaging.Loop;
import io.upmpublisher.messaging.Signal;
import io.upmpublisher.messaging.Transactions;

/** What waits for an operator, by service and code; looked up every ten seconds, not at each scrape. */
@ApplicationScoped
class ParkedGauge {

    private static final Duration EVERY = Duration.ofSeconds(10);
    private static final DeadLetterFilter PARKED = new DeadLetterFilter(Optional.empty(), Optional.empty(), Optional.empty(),
            Optional.empty(), Optional.empty(), Optional.of(State.PARKED));

    private final DeadLetters deadLetters;
    private final Transactions transactions;
    private final MultiGauge gauge;
    private @Nullable Loop loop;

    ParkedGauge(DeadLetters deadLetters, Transactions transactions, MeterRegistry registry) {
        this.deadLetters = deadLetters;
        this.transactions = transactions;
        this.gauge = MultiGauge.builder("upm.audit.dead.letters.parked")
                .description("Dead letters that wait for an operator").register(registry);
    }

    void start(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) StartupEvent event) {
        loop = new Loop("audit-parked-gauge", new Signal(), this::sample);
        loop.start();
    }

    void stop(@Observes ShutdownEvent event) {
        if (loop != null) {
            loop.stop(Duration.ofSeconds(1));
        }
    }

    Duration sample() {
        var groups = transactions.inNew(() -> deadLetters.groups(PARKED));
        gauge.register(groups.stream()
                .map(group -> Row.of(Tags.of("service", group.service(), "code", group.code()), group.count())).toList(), true);
        return EVERY;
    }
}
