package io.upmpublisher.changelog.writeback;

import java.time.LocalDate;
import java.util.List;

import io.upmpublisher.events.ChangelogCompleted.Entry;
import io.upmpublisher.events.RunId;

/**
 * What a run's revision has to tell in changelogs.
 *
 * @param date on which it was published
 */
public record Revision(RunId run, int number, LocalDate date, List<Entry> entries) {

    public Revision {
        entries = List.copyOf(entries);
    }
}
