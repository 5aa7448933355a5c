package io.upmpublisher.events;

import com.fasterxml.jackson.annotation.JsonProperty;

public enum RepositoryMode {
    @JsonProperty("publish")
    PUBLISH,
    /** Everything but the publishing. */
    @JsonProperty("plan")
    PLAN
}
