package io.upmpublisher.ingress.coverage;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

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

/** The coverage as metrics, the same in every replica. What is not known is no number. */
@ApplicationScoped
class CoverageMeters {

    private static final Duration EVERY = Duration.ofMinutes(1);

    private final Coverage coverage;
    private final HookCoverage hooks;
    private final HeadCoverage heads;
    private final MeterRegistry registry;
    private final Clock clock;
    private final List<Gauge> gauges = new ArrayList<>();
    private volatile Sample sample = Sample.NOTHING_KNOWN;
    private @Nullable Loop loop;

    CoverageMeters(Coverage coverage, HookCoverage hooks, HeadCoverage heads, MeterRegistry registry, Clock clock) {
        this.coverage = coverage;
        this.hooks = hooks;
        this.heads = heads;
        this.registry = registry;
        this.clock = clock;
    }

    void start(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) StartupEvent event) {
        gauge("upm.coverage.made", Sample::made, "Deliveries that GitHub sent within 24 hours");
        gauge("upm.coverage.taken", Sample::taken, "Those of them that are here");
        gauge("upm.coverage.missing", Sample::missing, "Those of them that are not here");
        gauge("upm.webhook.flaws", Sample::flaws, "What is wrong with the webhooks at GitHub");
        gauge("upm.reconciliation.age.seconds", Sample::age,
                "For how long what GitHub sent was not compared with what is here");
        gauge("upm.heads.differing", Sample::differing, "Publishing branches with a commit that nothing told of yet");
        gauge("upm.heads.unreadable", Sample::unreadable, "Repositories whose branches could not be asked for");
        loop = new Loop("coverage", new Signal(), this::run);
        loop.start();
    }

    void stop(@Observes ShutdownEvent event) {
        if (loop != null) {
            loop.stop(Duration.ofSeconds(1));
        }
        // The registry is the process's and may outlive this application, as in tests: the next one's would not be taken.
        gauges.forEach(registry::remove);
    }

    Duration run() {
        var next = Sample.NOTHING_KNOWN;
        if (hooks.isKnown()) {
            var age = hooks.blindSince().map(since -> (double) Duration.between(since, clock.instant()).toSeconds());
            next = next.with(coverage.deliveries(), hooks.flaws().size(), age.orElse(Double.NaN));
        }
        sample = heads.isKnown() ? next.with(heads.heads()) : next;
        return EVERY;
    }

    private void gauge(String name, ToDoubleFunction<Sample> value, String description) {
        gauges.add(Gauge.builder(name, () -> value.applyAsDouble(sample)).description(description).register(registry));
    }

    private record Sample(double made, double taken, double missing, double flaws, double age, double differing,
            double unreadable) {

        static final Sample NOTHING_KNOWN = new Sample(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN,
                Double.NaN);

        Sample with(HookCoverage.Deliveries deliveries, int found, double blindFor) {
            return new Sample(deliveries.made(), deliveries.taken(), deliveries.missing(), found, blindFor, differing,
                    unreadable);
        }

        Sample with(HeadCoverage.Heads compared) {
            return new Sample(made, taken, missing, flaws, age, compared.differing(), compared.unreadable());
        }
    }
}
