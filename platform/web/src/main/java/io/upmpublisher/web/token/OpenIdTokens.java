package io.upmpublisher.web.token;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.logging.Logger;

import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.upmpublisher.web.problem.Problem;
import io.vertx.ext.web.RoutingContext;

/** Tokens that an OpenID provider signed. */
@ApplicationScoped
class OpenIdTokens {

    private static final Logger LOG = Logger.getLogger(OpenIdTokens.class);

    /** Three parts of base64url (RFC 7515, section 3.1), the first of which is a JSON object. */
    private static final Pattern JWT = Pattern.compile("eyJ[\\w-]+\\.[\\w-]+\\.[\\w-]*");
    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    private final OidcAuthenticationMechanism quarkus;
    private final Optional<OpenIdSettings> settings;
    private final HolderNames names;

    OpenIdTokens(OidcAuthenticationMechanism quarkus, OpenIdTenant tenant, TokenTable tokens) {
        this.quarkus = quarkus;
        this.settings = tenant.settings();
        this.names = new HolderNames(tokens);
    }

    /** Whether the token is one to be asked about here. */
    boolean mayBe(String token) {
        return settings.isPresent() && JWT.matcher(token).matches();
    }

    Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager providers) {
        return quarkus.authenticate(context, providers)
                .onItem().ifNull().failWith(AuthenticationFailedException::new)
                .map(identity -> TokenIdentityProvider.identity(holder(identity)))
                .onFailure(failure -> !(failure instanceof AuthenticationFailedException)).transform(OpenIdTokens::unavailable);
    }

    /** Nothing of the provider's identity is passed on but its name and the roles that our settings give it. */
    private TokenHolder holder(SecurityIdentity identity) {
        if (!(identity.getPrincipal() instanceof JsonWebToken token)) {
            throw new AuthenticationFailedException();
        }
        var name = names.of(token.getClaim("preferred_username"), token.getSubject());
        return settings.orElseThrow().roles().holder(name, identity.getRoles());
    }

    private static Throwable unavailable(Throwable failure) {
        LOG.warnf("a token could not be checked because the OpenID provider does not answer; answered 503: %s", failure);
        LOG.debug("which the OpenID provider did not answer", failure);
        return Problem.unavailable("The OpenID provider that could tell whether the token is valid does not answer.",
                RETRY_AFTER);
    }
}
