package io.upmpublisher.ingress.discovery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.upmpublisher.messaging.Loop;
import io.upmpublisher.messaging.Transactions;

/**
 * Brings searches on, a step at a time: a page of the list, or one repository. Each step is recorded before the next, so that a
 * search that was cut off goes on where it was.
 */
@ApplicationScoped
class DiscoveryWorkers {

    private static final int MAX_RESERVE = 90;

    private final DiscoveryStore store;
    private final FoundRepositories repositories;
    private final ListingStep listing;
    private final ReadingStep reading;
    private final Transactions transactions;
    private final DiscoveryConfig config;
    private final List<Loop> loops = new ArrayList<>();

    DiscoveryWorkers(DiscoveryStore store, FoundRepositories repositories, GitHubRepositories gitHub, Transactions transactions,
            DiscoveryConfig config) {
        this.store = store;
        this.repositories = repositories;
        this.listing = new ListingStep(store, repositories, gitHub, config);
        this.reading = new ReadingStep(repositories, gitHub, config);
        this.transactions = transactions;
        this.config = config;
    }

    void start(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) StartupEvent event) {
        // Above, a search would come a step further in an hour, or none; below, nothing would be left to publishing.
        if (config.reserve() < 0 || config.reserve() > MAX_RESERVE) {
            throw new ConfigurationException("ingress.discovery.reserve is " + config.reserve() + ", and must be from 0 to "
                    + MAX_RESERVE + " percent");
        }
        for (var worker = 1; worker <= config.atOnce(); worker++) {
            loops.add(new Loop("discovery-" + worker, store.signal(), this::oneStep));
        }
        loops.forEach(Loop::start);
    }

    void stop(@Observes ShutdownEvent event) {
        loops.forEach(Loop::beginStop);
        loops.forEach(loop -> loop.stop(Duration.ofSeconds(5)));
    }

    Duration oneStep() throws InterruptedException {
        var claimed = transactions.inNew(() -> store.claimDue(config.lease()));
        if (claimed.isEmpty()) {
            return config.every();
        }
        store.signal().raise();
        var search = new ClaimedSearch(claimed.get(), store, repositories, transactions, config);
        switch (search.search().state()) {
            case LISTING -> listing.take(search);
            case READING -> reading.take(search);
            case DONE, FAILED -> {
                // Not claimed any more.
            }
        }
        return Duration.ZERO;
    }
}
