package io.upmpublisher.web.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;

class RateLimitTest {

    private final SettableTime time = new SettableTime();

    @Test
    void letsSoManyThroughAtOnceAndThenAtItsRate() {
        var rate = new RateLimit<String>(60, 3, time);
        for (var call = 0; call < 3; call++) {
            assertThat(rate.take("a", 1)).isEmpty();
        }
        assertThat(rate.take("a", 1)).contains(Duration.ofSeconds(1));
        assertThat(rate.take("b", 1)).isEmpty();
        time.pass(Duration.ofSeconds(1));
        assertThat(rate.take("a", 1)).isEmpty();
        assertThat(rate.take("a", 1)).isPresent();
    }

    @Test
    void takesNothingWhereThereIsNotEnough() {
        var rate = new RateLimit<String>(60, 4, time);
        assertThat(rate.take("a", 1)).isEmpty();
        assertThat(rate.take("a", 4)).contains(Duration.ofSeconds(1));
        assertThat(rate.take("a", 3)).isEmpty();
    }

    @Test
    void givesBackNoMoreThanThereCanBe() {
        var rate = new RateLimit<String>(60, 2, time);
        rate.giveBack("a", 2);
        rate.giveBack("a", 2);
        assertThat(rate.take("a", 2)).isEmpty();
        assertThat(rate.take("a", 1)).isPresent();
    }

    @Test
    void hasNoLimitAtZero() {
        var rate = new RateLimit<String>(0, 1, time);
        for (var call = 0; call < 1_000; call++) {
            assertThat(rate.take("a", 1)).isEmpty();
        }
    }

    @Test
    void remembersNoMoreKeysThanItMayAndNoneForLong() {
        var rate = new RateLimit<Integer>(60, 60, time);
        for (var key = 0; key < 100_000; key++) {
            rate.take(key, 1);
        }
        assertThat(rate.keys()).isLessThanOrEqualTo(20_000);
        time.pass(Duration.ofMinutes(3));
        assertThat(rate.keys()).isZero();
    }
}
