package io.upmpublisher.git;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

import io.upmpublisher.events.RepositoryName;

/** Counts the files that were read without having been brought, each of which takes a request and leaves a pack. */
final class SingleRequests {
    /** Of one use of a mirror. A few are what nobody can know beforehand; so many were forgotten. */
    static final int MANY = 100;

    private static final System.Logger LOG = System.getLogger(SingleRequests.class.getName());

    private final RepositoryName repository;
    private final LongAdder total;
    private final AtomicInteger here = new AtomicInteger();

    /**
     * @param total of all uses
     */
    SingleRequests(RepositoryName repository, LongAdder total) {
        this.repository = repository;
        this.total = total;
    }

    void count(String path) {
        total.increment();
        if (here.incrementAndGet() == MANY) {
            LOG.log(System.Logger.Level.WARNING, "{0} files of {1} were fetched by a request each, the last of them {2}: "
                    + "whoever reads them should bring them at once", MANY, repository, path);
        }
    }
}
