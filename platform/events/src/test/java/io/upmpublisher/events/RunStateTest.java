package io.upmpublisher.events;

import static io.upmpublisher.events.PackageOutcome.FAILED;
import static io.upmpublisher.events.PackageOutcome.HELD;
import static io.upmpublisher.events.PackageOutcome.PUBLISHED;
import static io.upmpublisher.events.PackageOutcome.SKIPPED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

class RunStateTest {

    @Test
    void followsFromTheOutcomesOfThePackages() {
        assertThat(RunState.of(List.of())).isEqualTo(RunState.NOTHING);
        assertThat(RunState.of(List.of(SKIPPED, SKIPPED))).isEqualTo(RunState.NOTHING);
        assertThat(RunState.of(List.of(SKIPPED, PUBLISHED))).isEqualTo(RunState.PUBLISHED);
        assertThat(RunState.of(List.of(PUBLISHED, FAILED))).isEqualTo(RunState.PARTLY);
        assertThat(RunState.of(List.of(PUBLISHED, HELD))).isEqualTo(RunState.PARTLY);
        assertThat(RunState.of(List.of(FAILED, SKIPPED))).isEqualTo(RunState.FAILED);
        assertThat(RunState.of(List.of(HELD))).isEqualTo(RunState.FAILED);
    }

    @Test
    void isFinalOnceWorkedOff() {
        assertThat(List.of(RunState.values())).filteredOn(state -> !state.isFinal())
                .containsExactly(RunState.QUEUED, RunState.RUNNING);
    }
}
