package io.upmpublisher.audit.page.shell;

import jakarta.ws.rs.core.Response;

/** Where to go after a form. */
public final class ResourceRedirects {

    private ResourceRedirects() {
    }

    /**
     * The path alone, which the browser completes. What JAX-RS makes absolute has the scheme and host that reached this
     * process: behind a
     * proxy that ends TLS, http, and the policy {@code form-action 'self'} forbids to follow that.
     *
     * @param path with query, percent-encoded
     */
    public static Response.ResponseBuilder to(String path) {
        return Response.status(Response.Status.SEE_OTHER).header("Location", path);
    }
}
