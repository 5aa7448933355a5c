package io.upmpublisher.audit.page.repository;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How far the publisher is with looking at a repository. */
enum Look {

    /** It is to come any moment. */
    UNDER_WAY,
    /** It should have come. */
    OVERDUE,
    /** There is one, of the settings as they are. */
    DONE,
    /** There is one, of settings as they were. */
    OF_OLD_SETTINGS,
    /** There is none, and none is to come. */
    NONE;

    /** A large repository is cloned for the first look. After that, whoever waits should know that something is wrong. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String BY_PROBE = "upm-probe";

    /**
     * @param askedAt when somebody on the page asked for another look
     */
    static Look of(KnownRepository repository, Optional<Instant> askedAt, Instant now) {
        var probe = repository.reality().probe();
        var isNew = probe.filter(known -> askedAt.isEmpty() || known.probedAt().isAfter(askedAt.get())).isPresent();
        if (isNew && isOfSettings(probe.get(), repository)) {
            return DONE;
        }
        if (askedAt.isEmpty() && !repository.isRead()) {
            return probe.isPresent() ? OF_OLD_SETTINGS : NONE;
        }
        var since = askedAt.filter(repository.changedAt()::isBefore).orElse(repository.changedAt());
        return now.isBefore(since.plus(PATIENCE)) ? UNDER_WAY : OVERDUE;
    }

    /** That it was read made it active, which counts a version: nothing that another look would see otherwise. */
    private static boolean isOfSettings(KnownRepository.Probe probe, KnownRepository repository) {
        return probe.version() == repository.version()
                || probe.version() == repository.version() - 1 && repository.changedBy().equals(BY_PROBE);
    }

    public boolean isUnderWay() {
        return this == UNDER_WAY;
    }

    public boolean isOverdue() {
        return this == OVERDUE;
    }

    public boolean isOfOldSettings() {
        return this == OF_OLD_SETTINGS;
    }

    public boolean isNone() {
        return this == NONE;
    }
}
