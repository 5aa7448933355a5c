package io.upmpublisher.web.token;

import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.upmpublisher.web.problem.Problem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/** Whom a token stands for that was typed in, found as for one in the header. */
@ApplicationScoped
public class TypedTokens {

    private static final Pattern PRINTABLE = Pattern.compile("[\\x21-\\x7e]+");

    private final BearerMechanism mechanism;
    private final IdentityProviderManager providers;

    TypedTokens(BearerMechanism mechanism, IdentityProviderManager providers) {
        this.mechanism = mechanism;
        this.providers = providers;
    }

    /**
     * Waits for the OpenID provider where that has to be asked.
     *
     * @return empty for a token that is unknown, expired or of another form
     * @throws Problem if the provider does not answer
     */
    public Optional<TokenHolder> holderOf(String token, RoutingContext context) {
        // Before it comes near a header: who refuses it there says it, whole, to the log.
        if (!PRINTABLE.matcher(token).matches()) {
            return Optional.empty();
        }
        // Where Quarkus' own OpenID Connect looks for it. Nothing after this looks there again.
        context.request().headers().set(HttpHeaders.AUTHORIZATION, "Bearer " + token);
        try {
            return TokenHolder.of(mechanism.authenticate(context, providers).await().indefinitely());
        } catch (AuthenticationFailedException unknown) {
            return Optional.empty();
        }
    }
}
