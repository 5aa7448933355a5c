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
// GitHub's clients accept GitHub's own media types, and there is nothing to be produced.
@Produces(MediaType.WILDCARD)
class DispatchResource {

    /** A payload of the largest size with an event type around it. */
    private static final long MAX_BODY = DispatchBody.MAX_PAYLOAD + 2 * 1024;
    private static final int MAX_KEY = 200;
    /** What a dispatch is about whose body does not say. */
    private static final String UNREADABLE = "repository_dispatch";

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
        var headers = new LinkedHashMap<String, String>();
        headers.put(DispatchReader.CALLER, caller.name());
        if (userAgent != null) {
            headers.put("User-Agent", userAgent);
        }
        var arrival = new Arrival("dispatch-" + UUID.randomUUID(), Arrival.Kind.DISPATCH, UNREADABLE, Optional.of(addressed),
                headers, body);
        Reading reading;
        try {
            var dispatch = DispatchBody.parse(body);
            arrival = new Arrival(keyed(addressed, Optional.ofNullable(idempotencyKey), dispatch).orElse(arrival.id()),
                    arrival.kind(), dispatch.type(), arrival.target(), headers, body);
            reading = reader.read(arrival);
        } catch (JsonProcessingException | Problem unusable) {
            record(arrival, unusable);
            throw unusable;
        }
        requireMayRequest(reading);
        var taken = intake.take(arrival, reading);
        var answer = Response.noContent().header("X-UPM-Delivery", taken.delivery());
        taken.run().ifPresent(run -> answer.header("X-UPM-Run", run));
        return answer.build();
    }

    /**
     * Whoever looks for it finds it, and the reason. Never by the sender's key: the corrected dispatch comes with the same one,
     * and must not be taken for a repetition.
     */
    private void record(Arrival arrival, Exception unusable) {
        var unread = new Arrival("dispatch-" + UUID.randomUUID(), arrival.kind(), arrival.event(), arrival.target(),
                arrival.headers(), arrival.body());
        var reading = reader.unusable(unread, unusable);
        // Nobody writes into the history of a repository that is none of his.
        intake.take(unread, new Reading.Unusable(reading.reason(), reading.repository().filter(caller::mayRequest)));
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
    private Optional<String> keyed(RepositoryName addressed, Optional<String> header, DispatchBody dispatch) {
        var key = header.or(dispatch::requestId).filter(given -> !given.isBlank());
        if (key.isPresent() && key.get().length() > MAX_KEY) {
            throw Problem.invalidField(header.isPresent() ? "/Idempotency-Key" : "/client_payload/request_id",
                    "has more than 200 characters");
        }
        return key.map(given -> "dispatch-" + digest(caller.name() + "\n" + addressed.key() + "\n" + given));
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
