package io.upmpublisher.changelog.run;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * An entry as the API shows it.
 *
 * @param previous the version whose changes it follows
 * @param range how the commits were found: published_commit, manifest, or newest_commits where no previous version was
 * @param text in Markdown, without the heading of the version
 * @param failure the code of why it is not written, as in docs/problems.md
 */
record ChangelogView(String repository, @JsonProperty("package") String name, String path, String version,
        Optional<String> previous, String range, UUID run, int revision, String origin, String text, Optional<String> commit,
        Optional<String> pullRequest, Optional<String> failure, Instant draftedAt) {

    static ChangelogView from(ChangelogEntry entry) {
        var told = entry.told();
        return new ChangelogView(entry.repository(), told.name().value(), told.path(), told.version().toString(),
                entry.previousVersion(), word(entry.rangeBasis()), entry.run(), entry.revision(), word(told.origin()),
                told.entry(),
                entry.commit(), entry.pullRequest(), entry.failureCode(), entry.draftedAt());
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
