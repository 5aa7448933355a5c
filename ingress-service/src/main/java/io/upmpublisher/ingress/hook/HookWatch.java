package io.upmpublisher.ingress.hook;

import java.time.Clock;
import java.time.Duration;
import java.util.Set;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.upmpublisher.github.GitHubCredentials;
import io.upmpublisher.ingress.database.IngressDatabase;
import io.upmpublisher.ingress.repository.Repositories;
import io.upmpublisher.ingress.request.TrustedOwners;
import io.upmpublisher.messaging.Loop;
import io.upmpublisher.messaging.Signal;

/** Looks after the webhooks of those whose pushes publish, in whichever replica is first. */
@ApplicationScoped
class HookWatch {

    private static final Logger LOG = Logger.getLogger(HookWatch.class);
    private static final Duration LOOK_FOR_DUE = Duration.ofSeconds(10);

    private final HookConfig config;
    private final GitHubCredentials credentials;
    private final GitHubHooks gitHub;
    private final WatchedHooks watched;
    private final HookReconciler reconciler;
    private final HookAlarms alarms;
    private final Repositories repositories;
    private final TrustedOwners owners;
    private final IngressDatabase database;
    private final Clock clock;
    private @Nullable Loop loop;

    HookWatch(HookConfig config, GitHubCredentials credentials, GitHubHooks gitHub, WatchedHooks watched,
            HookReconciler reconciler, HookAlarms alarms, Repositories repositories, TrustedOwners owners,
            IngressDatabase database, Clock clock) {
        this.config = config;
        this.credentials = credentials;
        this.gitHub = gitHub;
        this.watched = watched;
        this.reconciler = reconciler;
        this.alarms = alarms;
        this.repositories = repositories;
        this.owners = owners;
        this.database = database;
        this.clock = clock;
    }

    void start(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) StartupEvent event) {
        if (!config.enabled()) {
            return;
        }
        if (!credentials.areGiven()) {
            LOG.info("webhooks are not looked after: there is no credential for GitHub");
            return;
        }
        loop = new Loop("webhooks", new Signal(), this::run);
        loop.start();
    }

    void stop(@Observes ShutdownEvent event) {
        if (loop != null) {
            loop.stop(Duration.ofSeconds(5));
        }
    }

    /** Whether anything is looked after; else nothing can be said about what GitHub sent. */
    boolean isOn() {
        return config.enabled() && credentials.areGiven();
    }

    Duration run() throws InterruptedException {
        var active = database.inTransaction(() -> repositories.active().stream().filter(owners::include).toList());
        var wanted = new WantedHooks(config.kinds().orElse(Set.of()), gitHub.isApp());
        watched.watchOnly(wanted.of(active, watched.all()), clock.instant());
        while (reconciler.reconcileDue()) {
            // Each has its own turn; one that fails by surprise ends this round, and is not the first to be due in the next.
        }
        alarms.tell();
        return LOOK_FOR_DUE;
    }
}
