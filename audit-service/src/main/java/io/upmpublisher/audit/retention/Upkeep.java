package io.upmpublisher.audit.retention;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.upmpublisher.audit.trail.Partitions;
import io.upmpublisher.messaging.Loop;
import io.upmpublisher.messaging.MessagingException;
import io.upmpublisher.messaging.Signal;

/** Makes the days to come, drops the days gone by, and raises an alarm when days would soon be missing. */
@ApplicationScoped
class Upkeep {

    private static final Logger LOG = Logger.getLogger(Upkeep.class);
    private static final int DAYS_AHEAD = 14;
    private static final int TOO_FEW = 3;

    private final Partitions partitions;
    private final Retention retention;
    private final RetentionConfig config;
    private final DaysAlarm alarm;
    private final Clock clock;
    private final AtomicInteger ahead = new AtomicInteger();
    private @Nullable Loop loop;

    Upkeep(Partitions partitions, Retention retention, RetentionConfig config, DaysAlarm alarm, Clock clock) {
        this.partitions = partitions;
        this.retention = retention;
        this.config = config;
        this.alarm = alarm;
        this.clock = clock;
    }

    void start(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) StartupEvent event, MeterRegistry registry) {
        Gauge.builder("upm.audit.days.ahead", ahead::get).description("Days to come that records can be kept of")
                .register(registry);
        loop = new Loop("audit-upkeep", new Signal(), this::run);
        loop.start();
    }

    void stop(@Observes ShutdownEvent event) {
        if (loop != null) {
            loop.stop(Duration.ofSeconds(5));
        }
    }

    Duration run() {
        try {
            makeDaysAhead();
        } catch (MessagingException e) {
            LOG.warnf(e, "days to come could not be made; the next try is in %d s", config.every().toSeconds());
        }
        alarm.raiseIf(countAhead() < TOO_FEW);
        retention.dropExpired();
        return config.every();
    }

    private void makeDaysAhead() {
        var today = Partitions.dayOf(clock.instant());
        for (var days = 0; days <= DAYS_AHEAD; days++) {
            partitions.ensure(today.plusDays(days));
        }
    }

    private int countAhead() {
        var tomorrow = Partitions.dayOf(clock.instant()).plusDays(1);
        ahead.set(partitions.daysInNewTransaction().tailSet(tomorrow).size());
        return ahead.get();
    }
}
