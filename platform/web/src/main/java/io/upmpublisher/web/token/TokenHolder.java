package io.upmpublisher.web.token;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.quarkus.security.identity.SecurityIdentity;
import io.upmpublisher.events.RepositoryName;

/**
 * Whom a token stands for.
 *
 * @param id tells the holder from all others, whatever they are called
 * @param roles one for a token of UPM_TOKENS; a provider may give none or several
 */
public record TokenHolder(String id, String name, Set<Role> roles, List<RepositoryPattern> repositories) {

    static final String ATTRIBUTE = "io.upmpublisher.token-holder";

    public TokenHolder {
        roles = Set.copyOf(roles);
        repositories = List.copyOf(repositories);
    }

    /** Empty for an anonymous caller. */
    public static Optional<TokenHolder> of(SecurityIdentity identity) {
        return Optional.ofNullable(identity.getAttribute(ATTRIBUTE));
    }

    /** What {@code @RolesAllowed} is compared with. */
    Set<String> granted() {
        return roles.stream().flatMap(role -> role.granted().stream()).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether this holder may ask for a publish of the repository. */
    public boolean mayRequest(RepositoryName repository) {
        return roles.contains(Role.OPERATOR) || roles.contains(Role.ADMIN)
                || roles.contains(Role.REQUESTER) && repositories.stream().anyMatch(pattern -> pattern.matches(repository));
    }
}
