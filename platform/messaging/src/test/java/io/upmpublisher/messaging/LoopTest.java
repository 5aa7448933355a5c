package io.upmpublisher.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

class LoopTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final Signal signal = new Signal();

    @Test
    void gathersSignalsThatComeOneByOneIntoFewRounds() {
        var rounds = new AtomicInteger();
        var loop = new Loop("gathering", signal, () -> {
            rounds.incrementAndGet();
            return LONG;
        });
        var began = System.nanoTime();
        loop.start();
        while (System.nanoTime() - began < Duration.ofMillis(300).toNanos()) {
            signal.raise();
            Thread.onSpinWait();
        }
        loop.stop(LONG);

        // However long a busy machine took over it.
        var most = Duration.ofNanos(System.nanoTime() - began).dividedBy(Duration.ofMillis(20)) + 2;
        assertThat(rounds.get()).isBetween(1, (int) most);
    }

    @Test
    void looksAgainAtWhatIsToldDuringARound() throws InterruptedException {
        var first = new CountDownLatch(1);
        var second = new CountDownLatch(2);
        var loop = new Loop("told", signal, () -> {
            first.countDown();
            second.countDown();
            return LONG;
        });
        loop.start();
        assertThat(first.await(1, TimeUnit.MINUTES)).isTrue();
        signal.raise();

        assertThat(second.await(30, TimeUnit.SECONDS)).isTrue();
        loop.stop(LONG);
    }

    @Test
    void goesOnAfterAnErrorAndEndsWhenItIsStopped() throws InterruptedException {
        var again = new CountDownLatch(2);
        var loop = new Loop("failing", signal, () -> {
            again.countDown();
            throw new IllegalStateException("down");
        });
        loop.start();

        assertThat(again.await(30, TimeUnit.SECONDS)).isTrue();
        loop.stop(LONG);
        assertThat(loop.isAlive()).isFalse();
    }
}
