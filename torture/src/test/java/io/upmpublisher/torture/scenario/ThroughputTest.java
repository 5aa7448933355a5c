package io.upmpublisher.torture.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ThroughputTest {

    private static final Offset<Double> ABOUT = within(0.01);

    @Test
    void findsNothingUnevenInSteadyWork() {
        assertThat(unevenness(0, 10, 20, 30, 40)).isEqualTo(1, ABOUT);
        assertThat(unevenness(0, 40)).as("all at once").isGreaterThan(1);
    }

    @Test
    void seesStandstillWhereverItIs() {
        assertThat(unevenness(0, 0, 0, 0, 0, 0, 0, 10, 20, 30, 40)).isEqualTo(7, ABOUT);
        assertThat(unevenness(0, 10, 20, 30, 30, 30, 30, 30, 30, 40)).isEqualTo(6, ABOUT);
        assertThat(unevenness(0, 10, 15, 15, 15, 15, 15, 20, 30, 40)).isEqualTo(6, ABOUT);
    }

    @Test
    void seesWorkThatGetsSlowerAndSlower() {
        assertThat(unevenness(0, 20, 30, 34, 36, 37, 38, 38, 39, 39, 39, 40)).isGreaterThan(5);
    }

    private static double unevenness(int... finished) {
        var throughput = new Throughput();
        for (var second = 0; second < finished.length; second++) {
            throughput.note(Duration.ofSeconds(second), finished[second]);
        }
        return throughput.unevenness();
    }
}
