package io.upmpublisher.events;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether a registered repository publishes. Only {@link #ACTIVE} does. */
public enum RepositoryStatus {
    @JsonProperty("active")
    ACTIVE,
    /** Registered, and not yet read successfully. */
    @JsonProperty("pending")
    PENDING,
    @JsonProperty("disabled")
    DISABLED,
    /** Left out on purpose: known, and not meant to publish. */
    @JsonProperty("skip")
    SKIP
}
