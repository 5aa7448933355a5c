package io.upmpublisher.audit.deadletter;

import jakarta.ws.rs.QueryParam;

import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** The filters of dead letters as query parameters. */
public class DeadLetterResourceFilter {

    @QueryParam("service")
    @Nullable
    String service;

    @QueryParam("type")
    @Parameter(description = "the event's name, as in publish.requested")
    @Nullable
    String type;

    @QueryParam("code")
    @Nullable
    String code;

    @QueryParam("repository")
    @Parameter(description = "owner/name in any case, or what else the event is about")
    @Nullable
    String repository;

    @QueryParam("run")
    @Nullable
    String run;

    @QueryParam("state")
    @Parameter(description = "parked, replayed or discarded")
    @Nullable
    String state;

    DeadLetterFilter read() {
        return DeadLetterFilterReader.read(service, type, code, repository, run, state);
    }
}
