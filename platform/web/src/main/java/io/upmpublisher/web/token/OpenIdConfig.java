package io.upmpublisher.web.token;

import java.util.List;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;

@ConfigMapping(prefix = "upm.oidc")
interface OpenIdConfig {

    /** The OpenID provider whose tokens are taken beside UPM_TOKENS, exactly as its tokens name it in {@code iss}. */
    Optional<String> issuer();

    /** Of which a token must name one in {@code aud}. Required with an issuer: its other tokens are for others. */
    Optional<List<String>> audience();

    /** Where a token names groups or roles; steps separated by slashes, one that has slashes itself in quotes. */
    Optional<String> rolesClaim();

    /** Which of these gives which role: {@code group:role}, separated by commas. */
    Optional<String> roles();

    /** Hosts beside loopback that may be spoken to without TLS. */
    Optional<List<String>> plainHttpHosts();
}
