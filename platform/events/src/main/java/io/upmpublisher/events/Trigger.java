package io.upmpublisher.events;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What made a request. */
public enum Trigger {
    @JsonProperty("push")
    PUSH,
    @JsonProperty("dispatch")
    DISPATCH,
    @JsonProperty("manual")
    MANUAL,
    @JsonProperty("replay")
    REPLAY
}
