package io.upmpublisher.events;

import java.util.Collection;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a run stands; the last four are final for a revision. */
public enum RunState {
    @JsonProperty("queued")
    QUEUED,
    @JsonProperty("running")
    RUNNING,
    /** At least one package was published and none failed or is held. */
    @JsonProperty("published")
    PUBLISHED,
    /** Some were published, some failed or are held. */
    @JsonProperty("partly")
    PARTLY,
    /** Nothing had to be published. */
    @JsonProperty("nothing")
    NOTHING,
    @JsonProperty("failed")
    FAILED;

    public static RunState of(Collection<PackageOutcome> outcomes) {
        var published = outcomes.contains(PackageOutcome.PUBLISHED);
        if (outcomes.contains(PackageOutcome.FAILED) || outcomes.contains(PackageOutcome.HELD)) {
            return published ? PARTLY : FAILED;
        }
        return published ? PUBLISHED : NOTHING;
    }

    public boolean isFinal() {
        return this != QUEUED && this != RUNNING;
    }
}
