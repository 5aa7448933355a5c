package io.upmpublisher.torture.load;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

import io.upmpublisher.testing.GitHubWebhook;

/**
 * Pushes under way. Each repository's come in order: what got no clear answer is sent again until it has one, as GitHub's
 * redelivery would, before the next.
 */
public final class Load {

    private static final RandomGeneratorFactory<RandomGenerator> GENERATORS = RandomGeneratorFactory.of("L64X128MixRandom");
    private static final Duration PAUSE_BEFORE_RETRY = Duration.ofMillis(500);

    private final Door door;
    private final History history;
    private final Pace pace;
    private final CountDownLatch unprepared;
    private final CountDownLatch open;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean givenUp;

    private Load(Door door, History history, Pace pace, int studios) {
        this.door = door;
        this.history = history;
        this.pace = pace;
        this.unprepared = new CountDownLatch(studios);
        this.open = new CountDownLatch(studios);
    }

    /**
     * Begins to push.
     *
     * @param random decides, with its state now, on everything that is left to chance
     */
    public static Load begin(List<Studio> studios, Door door, History history, Pace pace, RandomGenerator random) {
        var load = new Load(door, history, pace, studios.size());
        for (var i = 0; i < studios.size(); i++) {
            var studio = studios.get(i);
            var share = pace.events() / studios.size() + (i < pace.events() % studios.size() ? 1 : 0);
            var own = generator(random.nextLong());
            load.threads.add(
                    Thread.ofVirtual().name("studio-" + studio.repository()).start(() -> load.pushAll(studio, share, own)));
        }
        return load;
    }

    /** Waits until nothing is to be committed before the first push is told of. */
    public void awaitPrepared() throws InterruptedException {
        unprepared.await();
    }

    /** The same seed makes the same decisions. */
    public static RandomGenerator generator(long seed) {
        return GENERATORS.create(seed);
    }

    public boolean isOver() {
        return open.getCount() == 0;
    }

    /**
     * Waits until everything is sent and answered.
     *
     * @return false if it took longer than that; nothing more is sent then
     */
    public boolean awaitEnd(Duration atMost) throws InterruptedException {
        var ended = open.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
        givenUp = !ended;
        if (!ended) {
            threads.forEach(Thread::interrupt);
        }
        return ended;
    }

    private Queue<Studio.Pushed> prepare(Studio studio, int share) {
        try {
            var prepared = new ArrayDeque<Studio.Pushed>();
            while (pace.prepared() && prepared.size() < share) {
                prepared.add(studio.pushNext());
            }
            return prepared;
        } finally {
            unprepared.countDown();
        }
    }

    private void pushAll(Studio studio, int share, RandomGenerator random) {
        try {
            var prepared = prepare(studio, share);
            unprepared.await();
            // By the clock: how long answers take must not slow those down who push.
            var due = System.nanoTime();
            for (var i = 0; i < share && !givenUp; i++) {
                due += (long) (random.nextDouble() * 2 * pace.over().toNanos() / (share + 1));
                Thread.sleep(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
                var pushed = prepared.isEmpty() ? studio.pushNext() : prepared.remove();
                history.add(pushed.push());
                tell(pushed, random);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.countDown();
        }
    }

    private void tell(Studio.Pushed pushed, RandomGenerator random) throws InterruptedException {
        var others = new ArrayList<Thread>();
        for (var i = 1; i < pace.atOnce(); i++) {
            others.add(Thread.ofVirtual().start(() -> sendOnce(pushed.push(), pushed.delivery())));
        }
        sendUntilTaken(pushed.push(), pushed.delivery());
        for (var other : others) {
            other.join();
        }
        if (random.nextDouble() < pace.repeated()) {
            sendUntilTaken(pushed.push(), pushed.delivery());
        }
        if (random.nextDouble() < pace.retold()) {
            sendUntilTaken(pushed.push(),
                    pushed.delivery().withDelivery(new UUID(random.nextLong(), random.nextLong()).toString()));
        }
    }

    private void sendUntilTaken(Push push, GitHubWebhook delivery) throws InterruptedException {
        while (!givenUp) {
            var answer = door.send(delivery);
            push.answered(answer);
            if (answer.isTaken()) {
                return;
            }
            Thread.sleep(PAUSE_BEFORE_RETRY);
        }
    }

    private void sendOnce(Push push, GitHubWebhook delivery) {
        try {
            push.answered(door.send(delivery));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
