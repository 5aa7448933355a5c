package io.upmpublisher.publisher.lfs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** Brings objects of one repository into the cache. */
final class LfsTransfer {

    /** How often it may be that no object at all can be fetched from where the git host says. */
    private static final int FUTILE_ROUNDS = 2;

    private final LfsEndpoints endpoints;
    private final LfsHttp http;
    private final LfsCache cache;
    private final LfsPatience patience;
    private final Semaphore slots;

    LfsTransfer(LfsEndpoints endpoints, LfsHttp http, LfsCache cache, LfsPatience patience, Semaphore slots) {
        this.endpoints = endpoints;
        this.http = http;
        this.cache = cache;
        this.patience = patience;
        this.slots = slots;
    }

    /**
     * @param files of different objects
     */
    void bring(List<LfsFile> files) throws InterruptedException {
        var futile = 0;
        for (var left = files; !left.isEmpty();) {
            var refused = round(left);
            futile = refused.size() == left.size() ? futile + 1 : 0;
            if (futile == FUTILE_ROUNDS) {
                throw new LfsException(LfsFault.LFS_REFUSED, "The LFS object of " + refused.getFirst().path()
                        + " cannot be fetched from where the git host says: access is refused there.");
            }
            left = refused;
        }
    }

    /** Those that are refused: addresses are good for a while, and a round may take longer. */
    private List<LfsFile> round(List<LfsFile> files) throws InterruptedException {
        var refused = new ArrayList<LfsFile>();
        for (var from = 0; from < files.size(); from += LfsBatch.MAX_OBJECTS) {
            var some = files.subList(from, Math.min(from + LfsBatch.MAX_OBJECTS, files.size()));
            refused.addAll(fetch(patience.insist(() -> endpoints.ask(endpoint -> located(endpoint, some)))));
        }
        return refused;
    }

    private Located located(LfsEndpoint endpoint, List<LfsFile> files) throws InterruptedException {
        var batch = new LfsBatch(endpoint, files);
        return new Located(endpoint, batch.downloads(http.ask(endpoint, batch.question())));
    }

    private List<LfsFile> fetch(Located located) throws InterruptedException {
        var refused = new ArrayList<LfsFile>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = located.downloads().stream()
                    .map(download -> threads.submit(() -> fetch(located.endpoint(), download))).toList();
            try {
                for (var download : running) {
                    resultOf(download).ifPresent(refused::add);
                }
            } finally {
                // When one cannot be had, the others are not needed.
                threads.shutdownNow();
            }
        }
        return refused;
    }

    private Optional<LfsFile> fetch(LfsEndpoint endpoint, LfsDownload download) throws InterruptedException {
        var pointer = download.file().pointer();
        var repository = endpoint.remote().name();
        slots.acquire();
        try {
            var lock = cache.lockOf(pointer);
            lock.lockInterruptibly();
            try {
                if (cache.holds(repository, pointer)) {
                    return Optional.empty();
                }
                var fetched = patience.insist(() -> http.fetch(endpoint, download,
                        content -> cache.keep(repository, download.file(), content)));
                return fetched ? Optional.empty() : Optional.of(download.file());
            } finally {
                lock.unlock();
            }
        } finally {
            slots.release();
        }
    }

    private static Optional<LfsFile> resultOf(Future<Optional<LfsFile>> download) throws InterruptedException {
        try {
            return download.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException known -> throw known;
                case InterruptedException stopped -> throw stopped;
                case null, default -> throw new IllegalStateException("fetching an LFS object failed", e.getCause());
            }
        }
    }

    private record Located(LfsEndpoint endpoint, List<LfsDownload> downloads) {
    }
}
