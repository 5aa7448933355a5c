package io.upmpublisher.ingress.coverage;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;

import io.upmpublisher.web.token.Role;

@Path("/api/deliveries/coverage")
@Produces(MediaType.APPLICATION_JSON)
class CoverageResource {

    private final Coverage coverage;

    CoverageResource(Coverage coverage) {
        this.coverage = coverage;
    }

    @GET
    @RolesAllowed(Role.VIEW)
    @Operation(summary = "Compares what GitHub sent in the last 24 hours, and what branches point to, with what is here")
    public CoverageView get() {
        return coverage.view();
    }
}
