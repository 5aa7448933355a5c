package io.upmpublisher.command.check;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/** How far another clock is ahead of this machine's. */
final class Clocks {

    private static final Duration UNNOTICED = Duration.ofSeconds(5);
    /** GitHub refuses an App whose clock is further off. */
    private static final Duration BEARABLE = Duration.ofSeconds(60);
    private static final Pattern START = Pattern.compile("(?m)^process_start_time_seconds(?:\\{[^}]*})? ([0-9.eE+]+)$");
    private static final Pattern UPTIME = Pattern.compile("(?m)^process_uptime_seconds(?:\\{[^}]*})? ([0-9.eE+]+)$");

    private Clocks() {
    }

    /**
     * @param date as HTTP writes it, without parts of a second
     */
    static Optional<Duration> ahead(String date, Instant now) {
        try {
            var theirs = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant().plusMillis(500);
            return Optional.of(Duration.between(now, theirs));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    static Optional<Duration> aheadByMetrics(String metrics, Instant now) {
        var start = START.matcher(metrics);
        var uptime = UPTIME.matcher(metrics);
        if (!start.find() || !uptime.find()) {
            return Optional.empty();
        }
        var theirs = Double.parseDouble(start.group(1)) + Double.parseDouble(uptime.group(1));
        return Optional.of(Duration.between(now, Instant.ofEpochMilli((long) (theirs * 1000))));
    }

    /** Nothing where the difference does not matter. */
    static Optional<Finding> judged(String whose, Duration ahead) {
        var difference = ahead.abs();
        if (difference.compareTo(UNNOTICED) <= 0) {
            return Optional.empty();
        }
        var text = whose + " is " + difference.toSeconds() + " s " + (ahead.isNegative() ? "behind" : "ahead of")
                + " this machine's";
        var remedy = "Let both machines keep the time by NTP.";
        return Optional.of(difference.compareTo(BEARABLE) <= 0 ? Finding.warning(text, remedy) : Finding.wrong(text, remedy));
    }
}
