package io.upmpublisher.web.token;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An OpenID provider and what its tokens give.
 *
 * @param rolesClaim where groups are if they are neither in {@code groups} nor where Keycloak puts them
 */
record OpenIdSettings(String issuer, List<String> audience, Optional<String> rolesClaim, OpenIdRoles roles) {

    static final String DEFAULT_ROLES = "upm-viewers:viewer,upm-operators:operator,upm-admins:admin";

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /**
     * Empty without an issuer.
     *
     * @throws InvalidOpenIdException
     */
    static Optional<OpenIdSettings> from(OpenIdConfig config) {
        return config.issuer().map(issuer -> {
            var mistakes = new ArrayList<String>();
            if (!isSafe(issuer, config.plainHttpHosts().orElse(List.of()))) {
                mistakes.add("UPM_OIDC_ISSUER is no https: URL, and no http: one of this machine or of UPM_PLAIN_HTTP_HOSTS");
            }
            if (config.audience().isEmpty()) {
                mistakes.add("UPM_OIDC_AUDIENCE is missing: without it, tokens that are meant for others would be taken");
            }
            var roles = OpenIdRoles.parse(config.roles().orElse(DEFAULT_ROLES));
            if (!mistakes.isEmpty()) {
                throw new InvalidOpenIdException(mistakes);
            }
            return new OpenIdSettings(issuer, config.audience().orElseThrow(), config.rolesClaim(), roles);
        });
    }

    /** Whoever can change the provider's keys on their way makes himself admin. */
    private static boolean isSafe(String issuer, List<String> plainHttpHosts) {
        try {
            var uri = URI.create(issuer);
            return uri.getHost() != null && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme())
                    && (LOOPBACK.contains(uri.getHost()) || plainHttpHosts.contains(uri.getHost())));
        } catch (IllegalArgumentException noUri) {
            return false;
        }
    }
}
