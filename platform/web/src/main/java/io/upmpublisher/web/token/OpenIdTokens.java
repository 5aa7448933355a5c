package io.upmpublisher.web.token;

import java.time.Duration;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.upmpublisher.web.problem.Problem;
import io.vertx.ext.web.RoutingContext;

/** Tokens that an OpenID provider signed. Whom they stand for is Holders' to say. */
@ApplicationScoped
class OpenIdTokens {

    private static final Logger LOG = Logger.getLogger(OpenIdTokens.class);

    /** Three parts of base64url (RFC 7515, section 3.1), the first of which is a JSON object. */
    private static final Pattern JWT = Pattern.compile("eyJ[\\w-]+\\.[\\w-]+\\.[\\w-]*");
    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    private final OidcAuthenticationMechanism quarkus;
    private final boolean isOn;

    OpenIdTokens(OidcAuthenticationMechanism quarkus, OpenIdTenant tenant) {
        this.quarkus = quarkus;
        this.isOn = tenant.settings().isPresent();
    }

    /** Whether the token is one to be asked about here. */
    boolean mayBe(String token) {
        return isOn && JWT.matcher(token).matches();
    }

    Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager providers) {
        return quarkus.authenticate(context, providers)
                .onItem().ifNull().failWith(AuthenticationFailedException::new)
                .onFailure(failure -> !(failure instanceof AuthenticationFailedException)).transform(OpenIdTokens::unavailable);
    }

    private static Throwable unavailable(Throwable failure) {
        LOG.warnf("a token could not be checked because the OpenID provider does not answer; answered 503: %s", failure);
        LOG.debug("which the OpenID provider did not answer", failure);
        return Problem.unavailable("The OpenID provider that could tell whether the token is valid does not answer.",
                RETRY_AFTER);
    }
}
