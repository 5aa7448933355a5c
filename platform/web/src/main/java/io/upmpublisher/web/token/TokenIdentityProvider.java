package io.upmpublisher.web.token;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;

@ApplicationScoped
class TokenIdentityProvider implements IdentityProvider<BearerRequest> {

    private final TokenTable tokens;

    TokenIdentityProvider(TokenTable tokens) {
        this.tokens = tokens;
    }

    @Override
    public Class<BearerRequest> getRequestType() {
        return BearerRequest.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(BearerRequest request, AuthenticationRequestContext context) {
        return tokens.holderOf(request.token())
                .map(holder -> Uni.createFrom().item(identity(holder)))
                .orElseGet(() -> Uni.createFrom().failure(new AuthenticationFailedException()));
    }

    static SecurityIdentity identity(TokenHolder holder) {
        return QuarkusSecurityIdentity.builder().setPrincipal(new QuarkusPrincipal(holder.name()))
                .addRoles(holder.granted()).addAttribute(TokenHolder.ATTRIBUTE, holder).build();
    }
}
