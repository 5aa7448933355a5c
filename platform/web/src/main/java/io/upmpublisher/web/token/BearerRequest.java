package io.upmpublisher.web.token;

import io.quarkus.security.identity.request.BaseAuthenticationRequest;

/** A type of its own, so that an OIDC provider beside ours keeps its requests and we keep ours. */
final class BearerRequest extends BaseAuthenticationRequest {

    private final String token;

    BearerRequest(String token) {
        this.token = token;
    }

    String token() {
        return token;
    }
}
