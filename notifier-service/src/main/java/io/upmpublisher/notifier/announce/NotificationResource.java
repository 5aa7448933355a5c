package io.upmpublisher.notifier.announce;

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

import io.upmpublisher.events.RunId;
import io.upmpublisher.web.page.Cursor;
import io.upmpublisher.web.page.Limit;
import io.upmpublisher.web.page.Page;
import io.upmpublisher.web.token.Role;

@Path("/api/notifications")
@Produces(MediaType.APPLICATION_JSON)
class NotificationResource {

    private final NotificationRepository notifications;

    NotificationResource(NotificationRepository notifications) {
        this.notifications = notifications;
    }

    @GET
    @RolesAllowed(Role.VIEW)
    @Transactional
    @Operation(summary = "Lists what was announced, of one run or of all, the newest first")
    public Page<NotificationView> list(@QueryParam("run") @Nullable RunId run,
            @QueryParam("limit") @DefaultValue(Limit.DEFAULT) Limit limit, @QueryParam("cursor") @Nullable Cursor cursor) {
        var rows = notifications.newest(Optional.ofNullable(run), cursor, limit.withOneMore());
        return Page.of(rows, limit, last -> Cursor.of(last.createdAt(), last.key())).map(NotificationView::from);
    }
}
