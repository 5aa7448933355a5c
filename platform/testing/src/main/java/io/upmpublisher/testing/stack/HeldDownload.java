package io.upmpublisher.testing.stack;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.HttpExchange;

import io.upmpublisher.testing.LfsServer;

/** A download from Git LFS that brings half of an object, and then nothing until the test lets go of it. */
public final class HeldDownload implements LfsServer.Answer {

    private static final int PATIENCE_SECONDS = 60;

    private final byte[] content;
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch dropped = new CountDownLatch(1);

    public HeldDownload(byte[] content) {
        this.content = content.clone();
    }

    @Override
    public void give(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, content.length);
        exchange.getResponseBody().write(content, 0, content.length / 2);
        exchange.getResponseBody().flush();
        reached.countDown();
        try {
            // A failed test must not hold it for ever.
            dropped.await(2L * PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        exchange.close();
    }

    /** Waits until half is sent. */
    public void awaitReached() {
        try {
            if (!reached.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("nobody fetched the object within " + PATIENCE_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for a download", e);
        }
    }

    /** Closes the connection. */
    public void drop() {
        dropped.countDown();
    }
}
