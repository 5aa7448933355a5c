package io.upmpublisher.web.token;

import java.util.Optional;
import java.util.regex.Pattern;

import io.vertx.core.http.HttpServerRequest;

/** Where requests carry their token. */
public final class BearerHeader {

    /** GitHub's own clients ({@code gh api}) say "token" where others say "Bearer"; dispatchers are such clients. */
    private static final Pattern FORM = Pattern.compile("(?i:bearer|token) +(\\S{1,12000}) *");

    private BearerHeader() {
    }

    /** Empty without a header, and for one of another form. */
    public static Optional<String> tokenOf(HttpServerRequest request) {
        var header = request.getHeader("Authorization");
        var matcher = FORM.matcher(header == null ? "" : header);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
