package io.upmpublisher.web.token;

import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AnonymousAuthenticationRequest;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import io.upmpublisher.web.problem.Problem;
import io.upmpublisher.web.problem.ProblemRoutes;
import io.vertx.ext.web.RoutingContext;

/**
 * Knows every token there is: those of UPM_TOKENS first, then the provider's. Who brings none, or a header of another form, is
 * anonymous, not undecided: Quarkus would ask its own OpenID Connect next, which finds tokens where we see none. Refusing such
 * a header would refuse signed deliveries whose hook's address has a user and a password in it.
 */
@ApplicationScoped
class BearerMechanism implements HttpAuthenticationMechanism {

    /** Before Quarkus' own for OpenID Connect, whose answers have no body. */
    private static final int PRIORITY = 2 * DEFAULT_PRIORITY;

    private final TokenTable tokens;
    private final OpenIdTokens openId;
    private final ProblemRoutes problems;

    BearerMechanism(TokenTable tokens, OpenIdTokens openId, ProblemRoutes problems) {
        this.tokens = tokens;
        this.openId = openId;
        this.problems = problems;
    }

    @Override
    public int getPriority() {
        return PRIORITY;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager providers) {
        return BearerHeader.tokenOf(context.request()).map(token -> authenticate(token, context, providers))
                .orElseGet(() -> providers.authenticate(AnonymousAuthenticationRequest.INSTANCE));
    }

    private Uni<SecurityIdentity> authenticate(String token, RoutingContext context, IdentityProviderManager providers) {
        if (openId.mayBe(token) && tokens.holderOf(token).isEmpty()) {
            return openId.authenticate(context, providers)
                    // Whose challenge is sent: OpenID Connect puts itself there.
                    .onFailure().invoke(() -> context.put(HttpAuthenticationMechanism.class.getName(), this));
        }
        return providers.authenticate(HttpSecurityUtils.setRoutingContextAttribute(new BearerRequest(token), context));
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", "Bearer"));
    }

    /** Quarkus' own answer has no body. Why a token is refused is nobody's business who has none that is valid. */
    @Override
    public Uni<Boolean> sendChallenge(RoutingContext context) {
        problems.write(context, BearerHeader.tokenOf(context.request()).isPresent()
                ? Problem.unauthenticated("The token is unknown here, has expired, or is meant for somebody else.")
                        .with("WWW-Authenticate", "Bearer error=\"invalid_token\"")
                : Problem.unauthenticated("The request carries no token."));
        return Uni.createFrom().item(true);
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of(BearerRequest.class);
    }
}
