package io.upmpublisher.ingress.hook;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

/** The address by which GitHub reaches this service. */
final class HookAddress {

    private static final int MAX_SHOWN = 200;

    private final URI here;

    HookAddress(URI here) {
        this.here = here;
    }

    boolean isIn(JsonNode config) {
        return address(config).filter(other -> path(other).equals(path(here)) && host(other).equals(host(here))).isPresent();
    }

    /** Whether only the host is another one, as where the public address was set wrongly. */
    boolean isNearly(JsonNode config) {
        return address(config).filter(other -> path(other).endsWith(path(here))).isPresent();
    }

    /** Without a query, in which there may be secrets. */
    static String shown(JsonNode config) {
        var shown = address(config).map(address -> host(address) + path(address)).orElse("");
        return shown.length() <= MAX_SHOWN ? shown : shown.substring(0, MAX_SHOWN);
    }

    private static Optional<URI> address(JsonNode config) {
        try {
            return Optional.of(URI.create(config.path("url").asText().strip())).filter(address -> address.getHost() != null);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String host(URI address) {
        var scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        var port = address.getPort() >= 0 ? address.getPort() : scheme.equals("http") ? 80 : 443;
        return scheme + "://" + address.getHost().toLowerCase(Locale.ROOT) + ":" + port;
    }

    private static String path(URI address) {
        return String.valueOf(address.getRawPath()).replaceAll("/+$", "");
    }
}
