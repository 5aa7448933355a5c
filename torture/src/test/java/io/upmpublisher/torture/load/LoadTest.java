package io.upmpublisher.torture.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.DoubleStream;

import org.junit.jupiter.api.Test;

class LoadTest {

    @Test
    void sameSeedMakesTheSameDecisions() {
        assertThat(tenOf(-1_234_567_890_123_456_789L)).isEqualTo(tenOf(-1_234_567_890_123_456_789L))
                .isNotEqualTo(tenOf(1_234_567_890_123_456_789L));
    }

    @Test
    void pushThatNeededASecondTryIsIndeterminateAndTakenInTheEnd() {
        var push = Push.of("studio/game", "com.studio.core", "1.0.1", Optional.empty(), new Push.Answer("a", 0),
                new Push.Answer("a", 503),
                new Push.Answer("a", 202), new Push.Answer("b", 200));

        assertThat(push.wasIndeterminate()).isTrue();
        assertThat(push.isTaken()).isTrue();
        assertThat(push.deliveries()).containsExactly("a", "b");
    }

    private static double[] tenOf(long seed) {
        var generator = Load.generator(seed);
        return DoubleStream.generate(generator::nextDouble).limit(10).toArray();
    }
}
