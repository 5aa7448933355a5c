package io.upmpublisher.ingress.reality;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Something about a repository that is not as it should be.
 *
 * @param code stable, listed in docs/problems.md
 * @param times how often in a row it was seen
 * @param alarmAt how often it must be seen before somebody is told; never, if that is 0
 */
public record Flag(String code, String cause, String remedy, Source from, Instant since, int times, int alarmAt) {

    public enum Source {
        @JsonProperty("probe")
        PROBE,
        @JsonProperty("github")
        GITHUB
    }

    /** As it is seen for the first time. */
    static Flag of(Source from, String code, String cause, String remedy, int alarmAt) {
        return new Flag(code, cause, remedy, from, Instant.EPOCH, 1, alarmAt);
    }

    /** The time that it is seen for the first time. */
    Flag first(Instant now) {
        return new Flag(code, cause, remedy, from, now, 1, alarmAt);
    }

    /** With the history of what was seen before. */
    Flag after(Flag before, boolean seenAnew) {
        return new Flag(code, cause, remedy, from, before.since, seenAnew ? before.times + 1 : before.times, alarmAt);
    }

    boolean isWorthAnAlarm() {
        return alarmAt > 0 && times >= alarmAt;
    }
}
