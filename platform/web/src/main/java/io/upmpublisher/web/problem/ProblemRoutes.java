package io.upmpublisher.web.problem;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkus.arc.All;
import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** What never reaches JAX-RS: unknown paths, unreadable requests, bodies too large, refusals of the security layer. */
@ApplicationScoped
public class ProblemRoutes {

    /** Before Quarkus' own check of the body's size (-2), whose answer has no body. */
    private static final int BEFORE_EVERYTHING = -1_000;
    private static final String STATUS = ProblemRoutes.class.getName() + ".status";
    private static final Set<Integer> GIVEN_UP = Set.of(408, 413, 414, 415, 431);

    private final ObjectMapper json;
    private final RequestBounds bounds;
    private final List<ProblemMembers> members;
    private final List<ProblemPages> pages;

    ProblemRoutes(ObjectMapper json, @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize ceiling,
            @All List<ProblemMembers> members, @All List<ProblemPages> pages) {
        this.json = json;
        this.bounds = new RequestBounds(ceiling.asLongValue());
        this.members = members;
        this.pages = pages;
    }

    void install(@Observes Router router) {
        router.route().order(BEFORE_EVERYTHING).handler(this::refuseBeyondBounds).failureHandler(this::fail);
        router.route().order(Integer.MAX_VALUE).handler(context -> write(context, ProblemAnswer.ofStatus(404)));
    }

    private void refuseBeyondBounds(RoutingContext context) {
        ClientStream.remember(context);
        context.addEndHandler(done -> hangUpOnRest(context));
        var refusal = bounds.refusal(context.request());
        if (refusal.isPresent()) {
            write(context, refusal.get().with("Connection", "close"));
            return;
        }
        context.next();
    }

    /** The rest of a refused body is still on its way; without this the server would read all of it. */
    private static void hangUpOnRest(RoutingContext context) {
        if (GIVEN_UP.contains(context.response().getStatusCode()) && !RequestBounds.isReceived(context)) {
            context.request().connection().close();
        }
    }

    private void fail(RoutingContext context) {
        var failure = context.failure();
        if (failure != null && Departure.isOver(context) && Departure.explains(failure, context)) {
            return;
        }
        var status = context.statusCode();
        if (failure != null && (status < 400 || status >= 500)) {
            write(context, Problems.answerTo(failure, context.request().method() + " " + context.request().path()));
        } else {
            write(context, ProblemAnswer.ofStatus(status < 400 ? 500 : status));
        }
    }

    /** Whether nothing of the request is still to come. */
    public boolean isReceived(RoutingContext context) {
        return RequestBounds.isReceived(context);
    }

    /** Whether somebody waits for what is still to come. */
    public boolean isAwaited(RoutingContext context) {
        return RequestBounds.isAwaited(context);
    }

    /** Answers a request that nobody will go on with, and hangs up on whoever sends it. */
    public void cutOff(RoutingContext context, Problem problem) {
        Departure.markCutOff(context);
        write(context, problem.with("Connection", "close"));
        context.request().connection().close();
    }

    /** Answers a request on the router with a problem. */
    public void write(RoutingContext context, Problem problem) {
        write(context, ProblemAnswer.of(problem));
    }

    /**
     * The status that says what became of a request: a refusal's own, also where a page or a way to sign in is shown for it.
     */
    public static int statusOf(RoutingContext context) {
        return context.get(STATUS) instanceof Integer refused ? refused : context.response().getStatusCode();
    }

    /** The page for an answer, where there is one. */
    Optional<ProblemPages.Shown> shown(RoutingContext context, ProblemAnswer answer) {
        var page = pages.stream()
                .flatMap(each -> each.show(context, answer.problem(), answer.status(), answer.instance()).stream()).findFirst();
        page.ifPresent(shown -> context.put(STATUS, answer.status()));
        return page;
    }

    private void write(RoutingContext context, ProblemAnswer answer) {
        var response = context.response();
        if (Departure.isOver(context) || response.headWritten()) {
            return;
        }
        // A body that nobody reads any more would keep the connection from its next request.
        if (!context.request().isEnded()) {
            context.request().resume();
        }
        var shown = shown(context, answer);
        if (shown.isPresent()) {
            response.setStatusCode(shown.get().status()).putHeader("Content-Type", ProblemPages.Shown.MEDIA_TYPE);
            answer.problem().headers().forEach(response::putHeader);
            shown.get().headers().forEach(response::putHeader);
            response.end(shown.get().html());
            return;
        }
        response.setStatusCode(answer.status()).putHeader("Content-Type",
                ProblemBody.mediaType(context.request().getHeader(HttpHeaders.ACCEPT)));
        answer.problem().headers().forEach(response::putHeader);
        try {
            response.end(json.writeValueAsString(ProblemBody.from(answer, context.normalizedPath(), members)));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A record of texts and a number has no JSON form", impossible);
        }
    }
}
