package io.upmpublisher.changelog.draft;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Keeps this process within what the model's owner allows. A restart forgets what was used; the owner then says so, and that is
 * remembered.
 */
final class ModelQuota {

    // https://ai.google.dev/gemini-api/docs/rate-limits: daily quotas begin anew at midnight there.
    private static final ZoneId RESET_ZONE = ZoneId.of("America/Los_Angeles");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final int perMinute;
    private final int perDay;
    private final Clock clock;
    private final Deque<Instant> lastMinute = new ArrayDeque<>();
    private LocalDate day = LocalDate.MIN;
    private int today;
    private Instant restUntil = Instant.MIN;

    ModelQuota(int perMinute, int perDay, Clock clock) {
        this.perMinute = perMinute;
        this.perDay = perDay;
        this.clock = clock;
    }

    /** Takes one request, if there is one left. */
    synchronized boolean take() {
        var now = clock.instant();
        var date = LocalDate.ofInstant(now, RESET_ZONE);
        if (!date.equals(day)) {
            day = date;
            today = 0;
        }
        while (!lastMinute.isEmpty() && !lastMinute.peek().isAfter(now.minus(MINUTE))) {
            lastMinute.remove();
        }
        if (now.isBefore(restUntil) || today >= perDay || lastMinute.size() >= perMinute) {
            return false;
        }
        today++;
        lastMinute.add(now);
        return true;
    }

    synchronized void restFor(Duration wait) {
        rest(clock.instant().plus(wait));
    }

    synchronized void restForToday() {
        rest(LocalDate.ofInstant(clock.instant(), RESET_ZONE).plusDays(1).atStartOfDay(RESET_ZONE).toInstant());
    }

    private void rest(Instant until) {
        restUntil = until.isAfter(restUntil) ? until : restUntil;
    }
}
