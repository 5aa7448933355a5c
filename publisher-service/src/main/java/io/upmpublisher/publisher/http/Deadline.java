package io.upmpublisher.publisher.http;

import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Bounds an exchange as a whole. {@code HttpRequest.timeout} ends when the answer's head is there, so a server that sends
 * one byte a minute would hold a worker for ever.
 */
public final class Deadline {

    private Deadline() {
    }

    public static <T> T within(Duration limit, Callable<T> exchange) throws IOException, InterruptedException {
        var task = new FutureTask<>(exchange);
        Thread.ofVirtual().name("http-exchange").start(task);
        try {
            return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new HttpTimeoutException("the exchange took longer than " + limit);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException failure -> throw failure;
                case RuntimeException failure -> throw failure;
                case null, default -> throw new IllegalStateException("an exchange failed unexpectedly", e.getCause());
            }
        } finally {
            task.cancel(true);
        }
    }
}
