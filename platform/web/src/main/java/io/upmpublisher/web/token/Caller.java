package io.upmpublisher.web.token;

import jakarta.enterprise.context.RequestScoped;

import io.quarkus.security.identity.SecurityIdentity;
import io.upmpublisher.events.RepositoryName;

/** Who sent the request that is being answered. */
@RequestScoped
public class Caller {

    private final SecurityIdentity identity;

    Caller(SecurityIdentity identity) {
        this.identity = identity;
    }

    /** The holder's name, as records and events show it; empty for an anonymous caller. */
    public String name() {
        return identity.isAnonymous() ? "" : identity.getPrincipal().getName();
    }

    public boolean has(Role role) {
        return identity.hasRole(role.text());
    }

    /** Whether the caller may ask for a publish of the repository: operators and admins any, a requester its own. */
    public boolean mayRequest(RepositoryName repository) {
        return TokenHolder.of(identity).filter(holder -> holder.mayRequest(repository)).isPresent();
    }
}
