package io.upmpublisher.web.token;

import java.util.Set;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import io.upmpublisher.web.problem.Problem;
import io.upmpublisher.web.problem.ProblemRoutes;
import io.vertx.ext.web.RoutingContext;

@ApplicationScoped
class BearerMechanism implements HttpAuthenticationMechanism {

    /** GitHub's own clients ({@code gh api}) say "token" where others say "Bearer"; dispatchers are such clients. */
    private static final Pattern HEADER = Pattern.compile("(?i:bearer|token) +(\\S{1,1000}) *");

    private final ProblemRoutes problems;

    BearerMechanism(ProblemRoutes problems) {
        this.problems = problems;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager providers) {
        var header = context.request().getHeader("Authorization");
        var matcher = HEADER.matcher(header == null ? "" : header);
        if (!matcher.matches()) {
            return Uni.createFrom().nullItem();
        }
        var request = HttpSecurityUtils.setRoutingContextAttribute(new BearerRequest(matcher.group(1)), context);
        return providers.authenticate(request);
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", "Bearer"));
    }

    /** Quarkus' own answer has no body. */
    @Override
    public Uni<Boolean> sendChallenge(RoutingContext context) {
        problems.write(context, Problem.unauthenticated("The request carries no valid token."));
        return Uni.createFrom().item(true);
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of(BearerRequest.class);
    }
}
