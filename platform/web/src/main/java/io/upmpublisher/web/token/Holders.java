package io.upmpublisher.web.token;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.jwt.JsonWebToken;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.smallrye.mutiny.Uni;

/**
 * Makes a holder of whomever the provider knows, and lets nobody through who is none. Here, where every identity comes by,
 * however it came about: a provider's identity has its groups for roles, and one may be called {@code admin}.
 */
@ApplicationScoped
class Holders implements SecurityIdentityAugmentor {

    private final Optional<OpenIdSettings> settings;
    private final HolderNames names;

    Holders(OpenIdTenant tenant, TokenTable tokens) {
        this.settings = tenant.settings();
        this.names = new HolderNames(tokens);
    }

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        if (identity.isAnonymous() || TokenHolder.of(identity).isPresent()) {
            return Uni.createFrom().item(identity);
        }
        return settings.isPresent() && identity.getPrincipal() instanceof JsonWebToken token && token.getSubject() != null
                ? Uni.createFrom().item(TokenIdentityProvider.identity(holder(settings.get(), token, identity)))
                : Uni.createFrom().failure(new AuthenticationFailedException());
    }

    /** Nothing of the provider's identity is passed on but its name and the roles that our settings give it. */
    private TokenHolder holder(OpenIdSettings settings, JsonWebToken token, SecurityIdentity identity) {
        var name = names.of(token.getClaim("preferred_username"), token.getSubject());
        // Users may change their names, and a name cut off at its @ may be another's, too.
        var id = settings.issuer() + " " + token.getSubject();
        return settings.roles().holder(id, name, identity.getRoles());
    }
}
