package io.upmpublisher.audit.deadletter;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

import io.upmpublisher.audit.link.Links;
import io.upmpublisher.messaging.Transactions;
import io.upmpublisher.web.page.Cursor;
import io.upmpublisher.web.page.Limit;
import io.upmpublisher.web.page.Page;
import io.upmpublisher.web.token.Caller;
import io.upmpublisher.web.token.Role;

@Path("/api/dead-letters")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class DeadLetterResource {

    private final DeadLetters deadLetters;
    private final Discarding discarding;
    private final Transactions transactions;
    private final Caller caller;
    private final Links links;

    DeadLetterResource(DeadLetters deadLetters, Discarding discarding, Transactions transactions, Caller caller,
            Links links) {
        this.deadLetters = deadLetters;
        this.discarding = discarding;
        this.transactions = transactions;
        this.caller = caller;
        this.links = links;
    }

    @GET
    @RolesAllowed(Role.VIEW)
    @Operation(summary = "Lists what services gave up on, the newest first; events above 16 KiB are left out")
    public Page<DeadLetterView> list(@BeanParam DeadLetterResourceFilter filter,
            @QueryParam("limit") @DefaultValue(Limit.DEFAULT) Limit limit, @QueryParam("cursor") @Nullable Cursor cursor) {
        var wanted = filter.read();
        var rows = transactions
                .inNew(() -> deadLetters.newest(wanted, Optional.ofNullable(cursor), limit.withOneMore()));
        return Page.of(rows, limit, DeadLetters::cursorOf).map(letter -> DeadLetterView.from(letter, links));
    }

    @GET
    @Path("groups")
    @RolesAllowed(Role.VIEW)
    @Operation(summary = "Counts dead letters by service, code and state, the most first")
    public Groups groups(@BeanParam DeadLetterResourceFilter filter) {
        var wanted = filter.read();
        return new Groups(transactions.inNew(() -> deadLetters.groups(wanted)));
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Role.VIEW)
    @Operation(summary = "Shows a dead letter whole; bytes that are no event to admins only")
    public DeadLetterView get(@PathParam("id") UUID id) {
        return transactions.inNew(() -> {
            var letter = deadLetters.find(id).orElseThrow(() -> DeadLetterProblem.unknown(id));
            var bytes = caller.has(Role.ADMIN) ? deadLetters.bytesOf(id).orElse(null) : null;
            return DeadLetterView.from(letter, links).with(deadLetters.historyOf(letter), bytes);
        });
    }

    @POST
    @Path("{id}/discard")
    @RolesAllowed(Role.OPERATE)
    @Operation(summary = "Decides that a dead letter needs no more work")
    public DeadLetterView discard(@PathParam("id") UUID id, @NotNull @Valid DiscardBody body) {
        return DeadLetterView.from(discarding.discard(id, body.reason()), links);
    }

    public record Groups(List<DeadLetterGroup> groups) {
    }
}
