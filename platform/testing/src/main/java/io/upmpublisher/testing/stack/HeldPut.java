package io.upmpublisher.testing.stack;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** A publish that is stopped on its way until the test says how it goes on. */
public final class HeldPut {

    enum Stage {
        REQUEST,
        ANSWER
    }

    private static final int PATIENCE_SECONDS = 60;

    private final Stage stage;
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CompletableFuture<Boolean> goesOn = new CompletableFuture<>();

    HeldPut(Stage stage) {
        this.stage = stage;
    }

    Stage stage() {
        return stage;
    }

    /** Waits until a publish is held. */
    public void awaitReached() {
        try {
            if (!reached.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("no publish came by within " + PATIENCE_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for a publish", e);
        }
    }

    public void release() {
        goesOn.complete(true);
    }

    /** Closes the connection instead. */
    public void drop() {
        goesOn.complete(false);
    }

    /** Returns whether it goes on. */
    boolean pause() throws InterruptedException {
        reached.countDown();
        try {
            return goesOn.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Only values complete it", e);
        }
    }
}
