package io.upmpublisher.audit.query;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;

import io.upmpublisher.audit.deadletter.DeadLetterView;

/**
 * What became of a commit, from what came in to what can be installed.
 *
 * @param commit whole where it is on record, else as it was asked for
 * @param pushedWith where a push that brought the commit led to a later one: that one, whose records these are
 * @param summary for people: what happened, and what to do about it
 * @param packages the best that any run made of each: published if one published it, else how the last one ended
 * @param ignored what came in about the commit and asked for nothing
 * @param runs the oldest first
 * @param truncated whether there is more on record than was looked at: older records, or data that is too long
 * @param check what to look at where the record ends
 * @param lately the last that is on record of the repository, where nothing is of the commit
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Why(String repository, String commit, List<String> pushedWith, @JsonProperty("package") @Nullable String packageName,
        Outcome outcome,
        String summary, List<Package> packages, List<Ignored> ignored, List<Run> runs, boolean truncated, List<String> check,
        List<Lately> lately) {

    enum Outcome {
        PUBLISHED,
        /** Something was published, and something that should have been was not. */
        PARTLY,
        /** Everything was skipped: there was nothing to publish. */
        NOTHING,
        FAILED,
        /** Accepted, and not ended yet. */
        RUNNING,
        IGNORED,
        UNKNOWN;

        @JsonValue
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Package(String path, @Nullable String name, @Nullable String oldVersion, @Nullable String version, String outcome,
            @Nullable String code, @Nullable String cause, @Nullable String remedy, UUID run) {

        boolean is(String wanted) {
            return wanted.equals(name);
        }

        boolean isPublished() {
            return outcome.equals("published");
        }

        boolean isSkipped() {
            return outcome.equals("skipped");
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Ignored(Instant time, @Nullable String delivery, @Nullable String code, String reason, @Nullable String remedy,
            UUID record) {
    }

    /**
     * @param state {@code queued} until the first revision ended
     * @param failure what kept the whole run from its packages
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Run(UUID run, @Nullable Instant requestedAt, @Nullable String trigger, @Nullable String branch,
            @Nullable String by, @Nullable String delivery, String state, @Nullable Instant finishedAt,
            @Nullable Fault failure, List<Step> changelogs, List<Step> notifications, List<DeadLetterView> deadLetters,
            URI timeline) {
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Fault(@Nullable String code, @Nullable String cause, @Nullable String remedy) {
    }

    /** What followed the publishing. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Step(Instant time, @Nullable String outcome, String summary, @Nullable Fault failure, UUID record) {
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Lately(Instant time, String type, @Nullable String commit, String summary, UUID record) {
    }
}
