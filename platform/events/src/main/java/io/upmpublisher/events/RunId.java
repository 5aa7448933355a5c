package io.upmpublisher.events;

import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.github.f4b6a3.uuid.UuidCreator;

/** One accepted request on its way through every service. UUIDv7, so that ids sort by the time of the request. */
public record RunId(UUID value) {

    public static RunId next() {
        return new RunId(UuidCreator.getTimeOrderedEpoch());
    }

    @JsonCreator
    public static RunId parse(String text) {
        return new RunId(Uuids.parse("run", text));
    }

    @Override
    @JsonValue
    public String toString() {
        return value.toString();
    }
}
