package io.upmpublisher.audit.page.session;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;

/**
 * The cookie that carries a session. Over TLS its name begins with {@code __Host-}, which browsers take from this very host
 * only, so that no neighbour can lay one in; there the plain name counts for nothing.
 */
final class SessionCookie {

    private static final String PLAIN = "upm-session";
    private static final String PREFIXED = "__Host-" + PLAIN;
    private static final String ATTRIBUTES = "; Path=/; HttpOnly; SameSite=Strict";

    private SessionCookie() {
    }

    /** What the request brought, which may be anything. */
    static List<String> valuesIn(HttpServerRequest request) {
        return request.cookies(nameFor(request)).stream().map(Cookie::getValue).toList();
    }

    static String carrying(String value, Duration lifetime, HttpServerRequest request) {
        return header(value, lifetime.toSeconds(), request);
    }

    static String removing(HttpServerRequest request) {
        return header("", 0, request);
    }

    private static String header(String value, long seconds, HttpServerRequest request) {
        return nameFor(request) + "=" + value + ATTRIBUTES + "; Max-Age=" + seconds + (isSecure(request) ? "; Secure" : "");
    }

    private static String nameFor(HttpServerRequest request) {
        return isSecure(request) ? PREFIXED : PLAIN;
    }

    /** Where TLS ends at a proxy, its header tells; a lie there changes the liar's own cookies only. */
    private static boolean isSecure(HttpServerRequest request) {
        return request.isSSL() || Optional.ofNullable(request.getHeader("X-Forwarded-Proto"))
                .filter(proto -> proto.split(",", 2)[0].strip().toLowerCase(Locale.ROOT).equals("https")).isPresent();
    }
}
