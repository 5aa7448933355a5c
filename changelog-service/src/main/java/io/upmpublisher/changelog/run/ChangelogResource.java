package io.upmpublisher.changelog.run;

import java.util.Optional;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

import io.upmpublisher.events.PackageName;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.web.page.Cursor;
import io.upmpublisher.web.page.Limit;
import io.upmpublisher.web.page.Page;
import io.upmpublisher.web.token.Role;

@Path("/api/changelogs")
@Produces(MediaType.APPLICATION_JSON)
class ChangelogResource {

    private final EntryRepository entries;

    ChangelogResource(EntryRepository entries) {
        this.entries = entries;
    }

    @GET
    @RolesAllowed(Role.VIEW)
    @Transactional
    @Operation(summary = "Lists the entries that were made, the newest first")
    public Page<ChangelogView> list(@QueryParam("repository") @Nullable RepositoryName repository,
            @QueryParam("package") @Nullable PackageName name, @QueryParam("limit") @DefaultValue(Limit.DEFAULT) Limit limit,
            @QueryParam("cursor") @Nullable Cursor cursor) {
        var rows = entries.newest(Optional.ofNullable(repository), Optional.ofNullable(name), cursor, limit.withOneMore());
        return Page.of(rows, limit, last -> Cursor.of(last.id())).map(ChangelogView::from);
    }
}
