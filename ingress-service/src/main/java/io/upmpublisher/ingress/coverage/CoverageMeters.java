package io.upmpublisher.ingress.coverage;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;

import org.jspecify.annotations.Nullable;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.upmpublisher.ingress.head.HeadCoverage;
import io.upmpublisher.ingress.hook.HookCoverage;
import io.upmpublisher.messaging.Loop;
import io.upmpublisher.messaging.Signal;

/** The coverage as metrics, the same in every replica. What is not known has none. */
@ApplicationScoped
class CoverageMeters {

    private static final Duration EVERY = Duration.ofMinutes(1);

    private final Coverage coverage;
    private final HookCoverage hooks;
    private final HeadCoverage heads;
    private final MeterRegistry registry;
    private final Clock clock;
    private final AtomicLong made = new AtomicLong();
    private final AtomicLong taken = new AtomicLong();
    private final AtomicLong missing = new AtomicLong();
    private final AtomicLong flaws = new AtomicLong();
    private final AtomicLong age = new AtomicLong();
    private final AtomicLong differing = new AtomicLong();
    private final AtomicLong unreadable = new AtomicLong();
    private @Nullable Loop loop;

    CoverageMeters(Coverage coverage, HookCoverage hooks, HeadCoverage heads, MeterRegistry registry, Clock clock) {
        this.coverage = coverage;
        this.hooks = hooks;
        this.heads = heads;
        this.registry = registry;
        this.clock = clock;
    }

    void start(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) StartupEvent event) {
        if (hooks.isKnown()) {
            gauge("upm.coverage.made", made, "Deliveries that GitHub sent within 24 hours");
            gauge("upm.coverage.taken", taken, "Those of them that are here");
            gauge("upm.coverage.missing", missing, "Those of them that are not here");
            gauge("upm.webhook.flaws", flaws, "What is wrong with the webhooks at GitHub");
            gauge("upm.reconciliation.age.seconds", age, "Since when what GitHub sent was not compared with what is here");
        }
        if (heads.isKnown()) {
            gauge("upm.heads.differing", differing, "Publishing branches with a commit that nothing told of yet");
            gauge("upm.heads.unreadable", unreadable, "Repositories whose branches could not be asked for");
        }
        if (hooks.isKnown() || heads.isKnown()) {
            loop = new Loop("coverage", new Signal(), this::run);
            loop.start();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        if (loop != null) {
            loop.stop(Duration.ofSeconds(1));
        }
    }

    Duration run() {
        if (hooks.isKnown()) {
            var deliveries = coverage.deliveries();
            made.set(deliveries.made());
            taken.set(deliveries.taken());
            missing.set(deliveries.missing());
            flaws.set(hooks.flaws().size());
            age.set(hooks.reconciledAt().map(at -> Duration.between(at, clock.instant()).toSeconds()).orElse(0L));
        }
        if (heads.isKnown()) {
            var compared = heads.heads();
            differing.set(compared.differing());
            unreadable.set(compared.unreadable());
        }
        return EVERY;
    }

    private void gauge(String name, AtomicLong value, String description) {
        Gauge.builder(name, value, AtomicLong::get).description(description).register(registry);
    }
}
