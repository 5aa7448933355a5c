package io.upmpublisher.git;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs network work on a virtual thread: there an interrupt closes the socket at once, while a platform thread would sit in
 * {@code read} until the read timeout. Returns only after the work has really ended, so that nothing writes behind its back.
 */
final class TimeLimited {
    private TimeLimited() {
    }

    static <T> T call(Duration limit, String what, Callable<T> work) {
        var task = new FutureTask<>(work);
        var worker = Thread.ofVirtual().name("git-fetch").start(task);
        try {
            return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            stop(worker, task);
            throw new GitException(GitFault.FETCH_TIMEOUT, what + " took longer than " + limit.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            stop(worker, task);
            Thread.currentThread().interrupt();
            throw new GitException(GitFault.FETCH_INTERRUPTED, what + " was interrupted", e);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case GitException known -> throw known;
                case Error error -> throw error;
                case null, default ->
                    throw new GitException(GitFault.REMOTE_FAILED, what + " failed unexpectedly", e.getCause());
            }
        }
    }

    private static void stop(Thread worker, FutureTask<?> task) {
        worker.interrupt();
        var interrupted = false;
        while (worker.isAlive()) {
            try {
                worker.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (task.state() == Future.State.SUCCESS && task.resultNow() instanceof Mirror unclaimed) {
            unclaimed.close();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
