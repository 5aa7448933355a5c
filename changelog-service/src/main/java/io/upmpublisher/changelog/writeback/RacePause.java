package io.upmpublisher.changelog.writeback;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to keep off a branch after somebody else's push came first: longer each time, and never as long as another worker
 * that lost the same race.
 *
 * @param shortest after the first race
 */
public record RacePause(Duration shortest, Pause pause) {

    void after(int races) throws InterruptedException {
        var least = shortest.toMillis() * races;
        pause.take(Duration.ofMillis(least + ThreadLocalRandom.current().nextLong(least + 1)));
    }
}
