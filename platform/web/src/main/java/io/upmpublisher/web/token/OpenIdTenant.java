package io.upmpublisher.web.token;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.oidc.OidcRequestContext;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.TenantConfigResolver;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/**
 * Gives Quarkus' OpenID Connect our provider. As a resolver, not by {@code quarkus.oidc.*}: so nothing is asked of the provider
 * before its first token comes, and a service starts whether it is there or not.
 */
@ApplicationScoped
class OpenIdTenant implements TenantConfigResolver {

    private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(3);
    private static final int CLOCK_SKEW_SECONDS = 30;
    /** Tokens with made-up keys must neither make us ask all the time nor keep a new key unknown for long. */
    private static final Duration KEYS_AT_MOST_EVERY = Duration.ofSeconds(30);

    private final Optional<OpenIdSettings> settings;
    private final Optional<OidcTenantConfig> tenant;

    OpenIdTenant(OpenIdConfig config) {
        settings = OpenIdSettings.from(config);
        tenant = settings.map(OpenIdTenant::tenant);
    }

    /** Reads the settings at the start, so that a mistake stops the service instead of its first request. */
    void check(@Observes StartupEvent start) {
        settings();
    }

    Optional<OpenIdSettings> settings() {
        return settings;
    }

    @Override
    public Uni<OidcTenantConfig> resolve(RoutingContext context, OidcRequestContext<OidcTenantConfig> request) {
        return Uni.createFrom().item(tenant.orElse(null));
    }

    private static OidcTenantConfig tenant(OpenIdSettings settings) {
        var tenant = OidcTenantConfig.authServerUrl(settings.issuer()).tenantId("openid")
                .connectionTimeout(CONNECTION_TIMEOUT)
                // The provider is asked for its keys only, never for what a token means.
                .token().issuer(settings.issuer()).audience(settings.audience()).subjectRequired(true)
                .lifespanGrace(CLOCK_SKEW_SECONDS).forcedJwkRefreshInterval(KEYS_AT_MOST_EVERY)
                .allowJwtIntrospection(false).allowOpaqueTokenIntrospection(false).end();
        settings.rolesClaim().ifPresent(claim -> tenant.roles().roleClaimPath(List.of(claim)).end());
        return tenant.build();
    }
}
