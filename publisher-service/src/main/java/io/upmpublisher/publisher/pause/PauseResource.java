package io.upmpublisher.publisher.pause;

import java.time.Instant;
import java.util.Optional;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

import io.upmpublisher.operator.Operator;
import io.upmpublisher.web.token.Role;

@Path("/api/pause")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class PauseResource {

    private static final String ALL = "publishing";
    private static final int MAX_REASON = 500;

    private final PublishingPause pause;
    private final Operator operator;

    PauseResource(PublishingPause pause, Operator operator) {
        this.pause = pause;
        this.operator = operator;
    }

    /** @param reason shown to everybody who asks why nothing is published */
    record Body(@NotBlank @Size(max = MAX_REASON) @Nullable String reason) {
    }

    record View(boolean paused, Optional<String> reason, Optional<String> by, Optional<Instant> since) {

        static View of(Optional<PublishingPause.Paused> pause) {
            return new View(pause.isPresent(), pause.map(PublishingPause.Paused::reason),
                    pause.map(PublishingPause.Paused::by), pause.map(PublishingPause.Paused::since));
        }
    }

    @GET
    @RolesAllowed(Role.VIEW)
    @Operation(summary = "Tells whether publishing is paused, by whom and why")
    public View get() {
        return View.of(pause.current());
    }

    @PUT
    @RolesAllowed(Role.OPERATE)
    @Operation(summary = "Pauses all publishing; requests are taken in and wait; what is being worked on comes to its end")
    public View begin(@NotNull @Valid Body body) {
        return operator.act("publishing.pause", ALL,
                () -> View.of(Optional.of(pause.begin(String.valueOf(body.reason()), operator.name()))));
    }

    @DELETE
    @RolesAllowed(Role.OPERATE)
    @Operation(summary = "Goes on publishing; what waits is worked off in its order")
    public View end() {
        return operator.act("publishing.resume", ALL, () -> {
            pause.end();
            return View.of(Optional.empty());
        });
    }
}
