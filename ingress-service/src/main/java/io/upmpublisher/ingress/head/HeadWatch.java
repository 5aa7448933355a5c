package io.upmpublisher.ingress.head;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.upmpublisher.ingress.database.IngressDatabase;
import io.upmpublisher.ingress.repository.Repositories;
import io.upmpublisher.ingress.request.TrustedOwners;
import io.upmpublisher.messaging.Loop;
import io.upmpublisher.messaging.Signal;

/** Compares the repositories whose pushes publish, a few at once; all replicas share the work. */
@ApplicationScoped
class HeadWatch {

    private static final Logger LOG = Logger.getLogger(HeadWatch.class);
    /** Soon, so that the base line of what was just registered is what it was then. */
    private static final Duration LOOK_FOR_DUE = Duration.ofSeconds(5);

    private final HeadConfig config;
    private final HeadComparison comparison;
    private final ComparedRepositories compared;
    private final Repositories repositories;
    private final TrustedOwners owners;
    private final IngressDatabase database;
    private final Clock clock;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("heads-", 0).factory());
    private @Nullable Loop loop;

    HeadWatch(HeadConfig config, HeadComparison comparison, ComparedRepositories compared, Repositories repositories,
            TrustedOwners owners, IngressDatabase database, Clock clock) {
        this.config = config;
        this.comparison = comparison;
        this.compared = compared;
        this.repositories = repositories;
        this.owners = owners;
        this.database = database;
        this.clock = clock;
    }

    void start(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) StartupEvent event) {
        if (config.enabled()) {
            loop = new Loop("branch-heads", new Signal(), this::run);
            loop.start();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        if (loop != null) {
            loop.stop(Duration.ofSeconds(5));
        }
        threads.shutdownNow();
    }

    boolean isOn() {
        return config.enabled();
    }

    Duration run() throws InterruptedException {
        var active = database.inTransaction(() -> repositories.active().stream().filter(owners::include).toList());
        compared.compareOnly(active, clock.instant());
        var due = comparison.claimDue(config.atOnce());
        for (var each : due.stream().map(repository -> threads.submit(() -> comparison.compare(repository))).toList()) {
            await(each);
        }
        return due.size() < config.atOnce() ? LOOK_FOR_DUE : Duration.ZERO;
    }

    private static void await(Future<?> each) throws InterruptedException {
        try {
            each.get();
        } catch (ExecutionException e) {
            LOG.warnf(e.getCause(), "the branches of a repository could not be compared; it is looked at again later");
        }
    }
}
