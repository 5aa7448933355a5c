package io.upmpublisher.audit.page.session;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.upmpublisher.audit.page.shell.Frame;
import io.upmpublisher.audit.page.shell.PageHeaders;
import io.upmpublisher.audit.page.shell.PagePaths;
import io.upmpublisher.web.problem.Problem;
import io.upmpublisher.web.problem.ProblemPages;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;

/** Refusals as pages: what is wrong and what mends it, or the way to sign in. */
@ApplicationScoped
class RefusalPages implements ProblemPages {

    private static final int UNAUTHENTICATED = 401;
    private static final int SEE_OTHER = 303;

    @CheckedTemplate(basePath = "session")
    static class Templates {

        /**
         * @param reference what the log has an internal error under
         * @param wait seconds
         */
        static native TemplateInstance refusal(Frame frame, Problem problem, int status, @Nullable String reference,
                @Nullable String wait);

        /** Asks for the same again. */
        static native TemplateInstance again(Frame frame, String to);
    }

    @Override
    public Optional<Shown> show(RoutingContext context, Problem problem, int status, @Nullable String instance) {
        var accept = context.request().getHeader("Accept");
        if (!PagePaths.isForPeople(context.normalizedPath(), accept == null ? "" : accept)) {
            return Optional.empty();
        }
        if (status == UNAUTHENTICATED && PagePaths.isPage(context.normalizedPath())) {
            return Optional.of(isFromElsewhere(context) ? again(context) : signIn(context));
        }
        var page = Templates.refusal(Frame.open(problem.type().title()), problem, status, instance,
                problem.headers().get("Retry-After"));
        return Optional.of(new Shown(status, PageHeaders.ALL, page.render()));
    }

    /**
     * A link on another site, a chat's for example: the browser keeps the cookie from what it asks for first
     * (SameSite=Strict), and sends it when our own page asks.
     */
    private static boolean isFromElsewhere(RoutingContext context) {
        var site = context.request().getHeader("Sec-Fetch-Site");
        return context.request().method() == HttpMethod.GET && ("cross-site".equals(site) || "same-site".equals(site))
                && SessionCookie.valuesIn(context.request()).isEmpty();
    }

    private static Shown again(RoutingContext context) {
        var page = Templates.again(Frame.open("One moment").refreshedAfter(0), PagePaths.landing(context.request().uri()));
        return new Shown(200, PageHeaders.ALL, page.render());
    }

    private static Shown signIn(RoutingContext context) {
        var to = context.request().method() == HttpMethod.GET ? PagePaths.landing(context.request().uri()) : PagePaths.HOME;
        var hadSession = !SessionCookie.valuesIn(context.request()).isEmpty();
        Map<String, String> headers = new HashMap<>(PageHeaders.ALL);
        headers.put("Location", PagePaths.SIGN_IN + "?to=" + URLEncoder.encode(to, StandardCharsets.UTF_8)
                + (hadSession ? "&ended=yes" : ""));
        if (hadSession) {
            headers.put("Set-Cookie", SessionCookie.removing(context.request()));
        }
        return new Shown(SEE_OTHER, headers, "");
    }
}
