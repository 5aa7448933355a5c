package io.upmpublisher.publisher.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.upmpublisher.events.RepositoryMode;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.events.RepositorySettings;
import io.upmpublisher.events.RepositoryStatus;

class KnownRepositoryTest {

    private static final RepositoryName NAME = RepositoryName.parse("studio/package");
    private static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");
    private static final Instant BY_A_SLOW_CLOCK = NOW.minusSeconds(30);

    @Test
    void takesTheHigherVersionWhateverTheClocksSay() {
        var known = KnownRepository.told(NAME, settings(1, 2), false, NOW);

        assertThat(known.changeTo(settings(1, 3), false, BY_A_SLOW_CLOCK)).isTrue();
        assertThat(known.changeTo(settings(1, 2), false, NOW.plusSeconds(1))).isFalse();
        assertThat(known.settings()).isEqualTo(settings(1, 3));
    }

    @Test
    void takesALaterRegistrationForNewerThoughItsVersionsBeginAgain() {
        var known = KnownRepository.told(NAME, settings(1, 7), true, NOW);

        assertThat(known.changeTo(settings(2, 1), false, BY_A_SLOW_CLOCK)).isTrue();
        assertThat(known.isRemoved()).isFalse();
        assertThat(known.changeTo(settings(1, 7), true, NOW.plusSeconds(1))).isFalse();
        assertThat(known.isRemoved()).isFalse();
    }

    @Test
    void staysRemovedWhenWhatWasRemovedIsToldOfLate() {
        var known = KnownRepository.told(NAME, settings(1, 2), false, NOW);

        assertThat(known.changeTo(settings(1, 2), true, BY_A_SLOW_CLOCK)).isTrue();
        assertThat(known.changeTo(settings(1, 2), false, NOW)).isFalse();
        known.see(settings(1, 2));

        assertThat(known.isRemoved()).isTrue();
    }

    @Test
    void isToldOfAChangeThatARequestShowedBefore() {
        var known = KnownRepository.seen(NAME, settings(1, 1));

        assertThat(known.changeTo(settings(1, 1), false, NOW)).isTrue();
        assertThat(known.changeTo(settings(1, 1), false, NOW)).isFalse();
    }

    @Test
    void takesNewerSettingsFromARequestAndNoOlderOnes() {
        var known = KnownRepository.told(NAME, settings(1, 2), true, NOW);

        known.see(settings(2, 1));
        assertThat(known.isRemoved()).isFalse();
        known.see(settings(1, 9));

        assertThat(known.settings()).isEqualTo(settings(2, 1));
        assertThat(known.changeTo(settings(2, 1), false, BY_A_SLOW_CLOCK)).isTrue();
    }

    @Test
    void goesByTheTimeOfChangesFromBeforeRegistrationsHadNumbers() {
        var unnumbered = settings(Optional.empty(), 5);
        var known = KnownRepository.told(NAME, unnumbered, false, NOW);

        assertThat(known.changeTo(settings(1, 6), false, NOW.minusSeconds(1))).isFalse();
        known.see(settings(1, 6));
        assertThat(known.settings()).isEqualTo(unnumbered);
        assertThat(known.changeTo(settings(1, 6), false, NOW.plusSeconds(1))).isTrue();
    }

    private static RepositorySettings settings(long registration, long version) {
        return settings(Optional.of(registration), version);
    }

    private static RepositorySettings settings(Optional<Long> registration, long version) {
        return new RepositorySettings(RepositoryStatus.ACTIVE, RepositoryMode.PUBLISH, List.of("main"), "default", List.of(),
                Optional.empty(), Optional.empty(), Optional.empty(), version, registration);
    }
}
