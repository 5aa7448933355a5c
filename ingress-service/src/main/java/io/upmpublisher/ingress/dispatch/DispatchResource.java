package io.upmpublisher.ingress.dispatch;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.core.JsonProcessingException;

import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.ingress.delivery.Arrival;
import io.upmpublisher.ingress.delivery.Intake;
import io.upmpublisher.ingress.request.Reading;
import io.upmpublisher.ingress.request.TrustedOwners;
import io.upmpublisher.operator.Operator;
import io.upmpublisher.web.problem.BodyLimit;
import io.upmpublisher.web.problem.Problem;
import io.upmpublisher.web.token.Caller;
import io.upmpublisher.web.token.Role;

/**
 * Stands in for GitHub's repository_dispatch
 * (https://docs.github.com/en/rest/repos/repos#create-a-repository-dispatch-event), so that a dispatcher only changes its host.
 */
@Path("/repos/{owner}/{repo}/dispatches")
@Produces(MediaType.APPLICATION_JSON)
class DispatchResource {

    /** A payload of the largest size with an event type around it. */
    private static final long MAX_BODY = DispatchBody.MAX_PAYLOAD + 2 * 1024;
    private static final int MAX_KEY = 200;

    private final DispatchReader reader;
    private final Intake intake;
    private final TrustedOwners trustedOwners;
    private final Caller caller;
    private final Operator operator;

    DispatchResource(DispatchReader reader, Intake intake, TrustedOwners trustedOwners, Caller caller, Operator operator) {
        this.reader = reader;
        this.intake = intake;
        this.trustedOwners = trustedOwners;
        this.caller = caller;
        this.operator = operator;
    }

    @POST
    @RolesAllowed({ Role.REQUEST, Role.OPERATE })
    @BodyLimit(MAX_BODY)
    // Whatever gh, curl and Octokit call it, it is JSON.
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Takes a dispatch as GitHub's endpoint of the same path does")
    public Response dispatch(@PathParam("owner") String owner, @PathParam("repo") String name,
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
            @HeaderParam("User-Agent") @Nullable String userAgent, byte[] body) throws JsonProcessingException {
        var addressed = addressed(owner, name);
        var dispatch = DispatchBody.parse(body);
        var payload = dispatch.payload();
        var headers = new LinkedHashMap<String, String>();
        headers.put(DispatchReader.CALLER, caller.name());
        if (userAgent != null) {
            headers.put("User-Agent", userAgent.length() > MAX_KEY ? userAgent.substring(0, MAX_KEY) : userAgent);
        }
        var arrival = new Arrival(id(addressed, Optional.ofNullable(idempotencyKey), payload), Arrival.Kind.DISPATCH,
                dispatch.type(), Optional.of(addressed), headers, body);
        var reading = reader.read(arrival);
        requireMayRequest(reading);
        var taken = intake.take(arrival, reading);
        var answer = Response.noContent().header("X-UPM-Delivery", taken.delivery());
        taken.run().ifPresent(run -> answer.header("X-UPM-Run", run));
        return answer.build();
    }

    /** GitHub answers 404 for what the caller may not see, so that nobody learns what there is. */
    private RepositoryName addressed(String owner, String name) {
        try {
            var repository = new RepositoryName(owner, name);
            if (trustedOwners.include(repository)) {
                return repository;
            }
        } catch (io.upmpublisher.events.InvalidValueException e) {
            throw Problem.notFound("Not Found");
        }
        throw Problem.notFound("Not Found");
    }

    private void requireMayRequest(Reading reading) {
        var target = reading.repository().orElseThrow();
        operator.refusable("publish.dispatch", target.toString(), () -> {
            if (!caller.mayRequest(target)) {
                throw Problem.notFound("Not Found");
            }
            return null;
        });
    }

    /** A key counts for its sender and the repository it was sent to: senders choose keys without knowing of each other. */
    private String id(RepositoryName addressed, Optional<String> header, DispatchPayload payload) {
        var key = header.or(() -> Optional.ofNullable(payload.requestId())).filter(given -> !given.isBlank());
        if (key.isEmpty()) {
            return "dispatch-" + UUID.randomUUID();
        }
        if (key.get().length() > MAX_KEY) {
            throw Problem.invalidField(header.isPresent() ? "/Idempotency-Key" : "/client_payload/request_id",
                    "has more than 200 characters");
        }
        return "dispatch-" + digest(caller.name() + "\n" + addressed.key() + "\n" + key.get());
    }

    private static String digest(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }
}
