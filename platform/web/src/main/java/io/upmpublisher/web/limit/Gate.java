package io.upmpublisher.web.limit;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.quarkus.vertx.http.runtime.security.SecurityHandlerPriorities;
import io.upmpublisher.web.problem.Problem;
import io.upmpublisher.web.problem.ProblemRoutes;
import io.upmpublisher.web.token.BearerHeader;
import io.upmpublisher.web.token.TokenHolder;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** Refuses what comes too often: strangers before their token is looked at, holders after; nobody's body is read for it. */
@ApplicationScoped
class Gate {

    private static final int BEFORE_AUTHENTICATION = -SecurityHandlerPriorities.AUTHENTICATION - 1;
    private static final int AFTER_AUTHENTICATION = -SecurityHandlerPriorities.AUTHENTICATION + 1;
    private static final String REFUSED = "upm.requests.refused";
    private static final int UNAUTHENTICATED = 401;
    private static final int FORBIDDEN = 403;
    private static final String TICKET = "io.upmpublisher.ticket";

    private final Sources sources;
    private final Strangers strangers;
    private final RateLimit<String> holders;
    private final ProblemRoutes problems;
    private final MeterRegistry metrics;

    Gate(LimitConfig config, ProblemRoutes problems, MeterRegistry metrics) {
        this.sources = new Sources(config.trustedProxies().orElse(List.of()));
        this.strangers = new Strangers(config.strangersPerMinute(), TimeMeter.SYSTEM_NANOTIME);
        this.holders = new RateLimit<>(config.callsPerMinute(), config.callsAtOnce());
        this.problems = problems;
        this.metrics = metrics;
    }

    /** What a request left at the entrance. */
    private record Ticket(String source, Optional<String> token, int taken) {
    }

    void install(@Observes Router router) {
        router.route().order(BEFORE_AUTHENTICATION).handler(this::enter);
        router.route().order(AFTER_AUTHENTICATION).handler(this::recognise);
    }

    private void enter(RoutingContext context) {
        var source = source(context);
        var header = context.request().getHeader("Authorization");
        var token = BearerHeader.tokenOf(context.request()).map(TokenKey::of);
        // A header without a token of ours shows nothing, and takes nothing from what a delivery's signature shows.
        var isFree = token.isEmpty() ? isOpen(context.normalizedPath()) : strangers.knows(source, token.get());
        var cost = isFree ? 0 : header == null ? Strangers.ANONYMOUS : Strangers.WRONG;
        var wait = cost == 0 ? Optional.<Duration> empty() : strangers.take(source, cost);
        if (wait.isPresent()) {
            problems.write(context,
                    tooMany("source", "Too many requests without a valid token came from this address.", wait.get()));
            return;
        }
        var ticket = new Ticket(source, token, cost);
        context.put(TICKET, ticket);
        context.addEndHandler(done -> leave(ProblemRoutes.statusOf(context), ticket));
        context.next();
    }

    private void recognise(RoutingContext context) {
        Ticket ticket = context.get(TICKET);
        if (!(context.user() instanceof QuarkusHttpUser user) || user.getSecurityIdentity().isAnonymous()) {
            context.next();
            return;
        }
        ticket.token().ifPresent(token -> strangers.vouchFor(ticket.source(), token, ticket.taken()));
        var wait = holders.take(TokenHolder.of(user.getSecurityIdentity()).orElseThrow().id(), 1);
        if (wait.isPresent()) {
            problems.write(context, tooMany("token", "Too many requests came with this token.", wait.get()));
        } else {
            context.next();
        }
    }

    private void leave(int status, Ticket ticket) {
        if (status == UNAUTHENTICATED) {
            metrics.counter(REFUSED, "why", "unauthenticated").increment();
            ticket.token().ifPresent(token -> strangers.forget(ticket.source(), token));
        } else if (status == FORBIDDEN) {
            metrics.counter(REFUSED, "why", "forbidden").increment();
        }
    }

    /** For a request that was let in for nothing, and then showed no right signature: what to answer if that was too often. */
    Optional<Problem> refusalOfUnsigned(RoutingContext context, String detail) {
        Ticket ticket = context.get(TICKET);
        return ticket == null || ticket.taken() > 0 ? Optional.empty()
                : strangers.take(ticket.source(), Strangers.WRONG)
                        .map(wait -> tooMany("source", detail + " Too many such requests came from this address.", wait));
    }

    /**
     * Takes what a token may cost that came otherwise than in the header, before it is looked at. Empty when it may be.
     */
    Optional<Problem> refusalOfGuess(RoutingContext context, String token) {
        var source = source(context);
        return strangers.knows(source, TokenKey.of(token)) ? Optional.empty()
                : strangers.take(source, Strangers.WRONG)
                        .map(wait -> tooMany("source", "Too many tokens that are not valid came from this address.", wait));
    }

    /** The token was valid after all. */
    void vouchForGuess(RoutingContext context, String token) {
        var source = source(context);
        var key = TokenKey.of(token);
        strangers.vouchFor(source, key, strangers.knows(source, key) ? 0 : Strangers.WRONG);
    }

    private Problem tooMany(String why, String detail, Duration wait) {
        metrics.counter(REFUSED, "why", why + "-limit").increment();
        return Problem.tooManyRequests(detail, wait);
    }

    private String source(RoutingContext context) {
        var peer = context.request().connection().remoteAddress();
        return sources.of(peer == null ? null : peer.hostAddress(), context.request().headers().getAll("X-Forwarded-For"));
    }

    /** Deliveries are known by their signature, which only their body shows. What is under /q is for machines nearby. */
    private static boolean isOpen(String path) {
        return path.startsWith("/webhooks/") || path.startsWith("/q/");
    }
}
