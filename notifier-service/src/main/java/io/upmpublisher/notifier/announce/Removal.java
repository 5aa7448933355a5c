package io.upmpublisher.notifier.announce;

import java.time.Clock;
import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.upmpublisher.messaging.Loop;
import io.upmpublisher.messaging.Signal;
import io.upmpublisher.messaging.Transactions;

/** Removes what was announced long ago. */
@ApplicationScoped
class Removal {

    private static final Duration EVERY = Duration.ofHours(1);
    // Messages wait for seconds, but a replay may want its changelog for as long as dead letters are usually looked at.
    private static final Duration KEEP_CHANGELOGS = Duration.ofDays(30);

    private final Loop loop;

    Removal(Transactions transactions, NotificationRepository notifications, Changelogs changelogs, AnnounceConfig config,
            Clock clock) {
        this.loop = new Loop("notification-removal", new Signal(), () -> {
            transactions.runInNew(() -> notifications.removeOlderThan(clock.instant().minus(config.keep())));
            transactions.runInNew(() -> changelogs.removeOlderThan(clock.instant().minus(KEEP_CHANGELOGS)));
            return EVERY;
        });
    }

    void start(@Observes StartupEvent event) {
        loop.start();
    }

    void stop(@Observes ShutdownEvent event) {
        loop.stop(Duration.ofSeconds(1));
    }
}
