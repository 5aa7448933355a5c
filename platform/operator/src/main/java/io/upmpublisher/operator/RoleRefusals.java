package io.upmpublisher.operator;

import java.util.Locale;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;

import org.jboss.logging.Logger;

import io.quarkus.security.ForbiddenException;
import io.quarkus.security.spi.runtime.AuthorizationFailureEvent;
import io.upmpublisher.events.UserName;
import io.upmpublisher.web.problem.PlatformProblem;
import io.vertx.ext.web.RoutingContext;

/**
 * Tells of calls that would have changed something and were refused for their role, before any resource heard of them. What
 * such a call would have done only its resource knows, so the record names the request.
 */
@ApplicationScoped
class RoleRefusals {

    private static final Logger LOG = Logger.getLogger(RoleRefusals.class);
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private final Refusals refusals;

    RoleRefusals(Refusals refusals) {
        this.refusals = refusals;
    }

    /** After the answer, on a thread that may wait for the database: refusing must not cost more than serving. */
    void refused(@ObservesAsync AuthorizationFailureEvent event) {
        var caller = event.getSecurityIdentity();
        if (caller == null || caller.isAnonymous() || !(event.getAuthorizationFailure() instanceof ForbiddenException)
                || !(event.getEventProperties().get(RoutingContext.class.getName()) instanceof RoutingContext context)) {
            return;
        }
        var method = context.request().method().name();
        if (READING.contains(method)) {
            return;
        }
        var by = UserName.of(caller.getPrincipal().getName());
        var path = context.normalizedPath();
        try {
            refusals.tell(by, "http." + method.toLowerCase(Locale.ROOT), path, PlatformProblem.FORBIDDEN.code());
        } catch (RuntimeException e) {
            LOG.warnf(e, "that %s was refused %s %s cannot be put on record; it is answered all the same", by, method, path);
        }
    }
}
