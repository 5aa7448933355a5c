package io.upmpublisher.audit.page.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

class LookTest {

    private static final Instant CHANGED = Instant.parse("2026-11-28T10:00:00Z");
    private static final Instant SOON = CHANGED.plusSeconds(5);
    private static final Instant LATE = CHANGED.plusSeconds(180);

    @Test
    void isUnderWayAfterRegisteringAndOverdueIfNothingComes() {
        assertThat(look("pending", 1, "olaf", 0, Optional.empty(), SOON)).isEqualTo(Look.UNDER_WAY);
        assertThat(look("active", 1, "olaf", 0, Optional.empty(), LATE)).isEqualTo(Look.OVERDUE);
    }

    @Test
    void isDoneOnceTheSettingsAsTheyAreWereReadWith() {
        assertThat(look("pending", 1, "olaf", 1, Optional.empty(), SOON)).isEqualTo(Look.DONE);
        assertThat(look("active", 2, "olaf", 1, Optional.empty(), SOON)).isEqualTo(Look.UNDER_WAY);
    }

    @Test
    void isDoneWhereReadingItMadeItActive() {
        assertThat(look("active", 2, "upm-probe", 1, Optional.empty(), SOON)).isEqualTo(Look.DONE);
        assertThat(look("active", 3, "upm-probe", 1, Optional.empty(), SOON)).isEqualTo(Look.UNDER_WAY);
    }

    @Test
    void isUnderWayAnewAfterSomebodyAskedUntilANewerOneCame() {
        assertThat(look("active", 1, "olaf", 1, Optional.of(CHANGED.plusSeconds(100)), LATE)).isEqualTo(Look.UNDER_WAY);
        assertThat(look("active", 1, "olaf", 1, Optional.of(CHANGED.minusSeconds(1)), LATE)).isEqualTo(Look.DONE);
        assertThat(look("disabled", 1, "olaf", 1, Optional.of(CHANGED.plusSeconds(100)), LATE)).isEqualTo(Look.UNDER_WAY);
        assertThat(look("active", 1, "olaf", 1, Optional.of(CHANGED.plusSeconds(100)), CHANGED.plusSeconds(280)))
                .isEqualTo(Look.OVERDUE);
    }

    @Test
    void isNotToComeForWhatIsNotReadByItself() {
        assertThat(look("disabled", 2, "olaf", 1, Optional.empty(), SOON)).isEqualTo(Look.OF_OLD_SETTINGS);
        assertThat(look("skip", 1, "olaf", 0, Optional.empty(), SOON)).isEqualTo(Look.NONE);
    }

    /**
     * @param probed the version that it was read with, at the time of the change; 0: not at all
     */
    private static Look look(String status, long version, String by, long probed, Optional<Instant> askedAt, Instant now) {
        var probe = probed == 0 ? Optional.<KnownRepository.Probe> empty()
                : Optional.of(new KnownRepository.Probe(true, CHANGED, probed, Optional.empty(), List.of(), Optional.empty(),
                        List.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
        var repository = new KnownRepository("studio/core", "https://github.com/studio/core", status, "publish",
                List.of("main"), "default", null, version, CHANGED, CHANGED, by,
                new KnownRepository.Reality(probe, Optional.empty(), List.of()));
        return Look.of(repository, askedAt, now);
    }
}
