package io.upmpublisher.audit.page.session;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.upmpublisher.audit.page.shell.Frame;
import io.upmpublisher.web.problem.Problem;
import io.upmpublisher.web.token.Caller;
import io.upmpublisher.web.token.Role;

/** Whoever sent the request that is being answered, as pages and other services need to know it. */
@ApplicationScoped
public class Frames {

    private final Caller caller;
    private final CurrentVertxRequest request;

    Frames(Caller caller, CurrentVertxRequest request) {
        this.caller = caller;
        this.request = request;
    }

    public Frame frame(String title, String section) {
        var visitor = new Frame.Visitor(caller.name(), caller.has(Role.OPERATOR), session().secret());
        return new Frame(title, section, Optional.of(visitor), 0);
    }

    /** What the other services know the visitor by. */
    public String token() {
        return session().token();
    }

    private Session session() {
        return Sessions.of(request.getCurrent())
                .orElseThrow(() -> Problem.unauthenticated("The request comes with no session."));
    }
}
