package io.upmpublisher.events;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a package of a run ended. */
public enum PackageOutcome {
    /** Installable: it was read back from the registry with the integrity that was sent. */
    @JsonProperty("published")
    PUBLISHED,
    /** Nothing was to be done, for the reason that the code gives. */
    @JsonProperty("skipped")
    SKIPPED,
    @JsonProperty("failed")
    FAILED,
    /** A package of the same run that it depends on failed. */
    @JsonProperty("held")
    HELD
}
