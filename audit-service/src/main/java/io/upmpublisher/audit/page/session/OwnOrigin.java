package io.upmpublisher.audit.page.session;

import java.net.URI;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.vertx.core.http.HttpServerRequest;

/** Whether a form was sent from a page of ours, as the browser says, whom its page cannot make lie. */
final class OwnOrigin {

    private final String known;

    /**
     * @param address where people reach this service, which a proxy may hide from the request
     */
    OwnOrigin(URI address) {
        this.known = String.valueOf(address.getAuthority());
    }

    /** All browsers of today send Origin with forms; what sends none is no browser that shows our pages. */
    boolean sent(HttpServerRequest request) {
        var site = request.getHeader("Sec-Fetch-Site");
        var host = request.authority() == null ? "" : request.authority().toString();
        return (site == null || site.equals("same-origin")) && authority(request.getHeader("Origin"))
                .filter(origin -> origin.equalsIgnoreCase(host) || origin.equalsIgnoreCase(known)).isPresent();
    }

    private static Optional<String> authority(@Nullable String origin) {
        try {
            return Optional.ofNullable(origin).map(URI::create).map(URI::getAuthority);
        } catch (IllegalArgumentException noUri) {
            return Optional.empty();
        }
    }
}
