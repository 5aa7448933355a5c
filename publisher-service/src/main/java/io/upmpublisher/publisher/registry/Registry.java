package io.upmpublisher.publisher.registry;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import io.upmpublisher.events.PackageName;
import io.upmpublisher.events.SemVersion;

/**
 * A configured registry: its name, where it is, and the token that goes there and nowhere else.
 *
 * @param base always ends with a slash
 */
public record Registry(String name, URI base, RegistryToken token) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(?:\\.\\d{1,3}){3}|\\[::1]");

    public Registry {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a registry's name has lower-case letters, digits and '-'");
        }
        if (base.getScheme() == null || base.getHost() == null || base.getRawUserInfo() != null || base.getRawQuery() != null
                || base.getRawFragment() != null || !base.getPath().endsWith("/")) {
            throw new IllegalArgumentException("the address of registry " + name
                    + " must be absolute, without user, password, query or fragment");
        }
    }

    /**
     * @param plainHttpHosts hosts beside loopback that may be spoken to without TLS
     * @throws IllegalArgumentException if the token would travel unprotected, or the address holds a credential of its own
     */
    public static Registry of(String name, URI address, RegistryToken token, Set<String> plainHttpHosts) {
        var text = address.toString();
        var registry = new Registry(name, text.endsWith("/") ? address : URI.create(text + "/"), token);
        if (!registry.isProtected(plainHttpHosts)) {
            throw new IllegalArgumentException("registry " + name
                    + " must be reached by https; only loopback and the hosts in UPM_PLAIN_HTTP_HOSTS may be plain http");
        }
        return registry;
    }

    URI endpoint(String path) {
        return URI.create(base + path);
    }

    /** The package's document. As npm does, only the scope's slash is encoded. */
    URI document(PackageName name) {
        return endpoint(name.value().replace("/", "%2f"));
    }

    /** Where npm says that a tarball will be: registries put in their own address when they serve it. */
    String announcedTarball(PackageName name, SemVersion version) {
        var uri = endpoint(name + "/-/" + name + "-" + version + ".tgz").toString();
        return uri.startsWith("https://") ? "http://" + uri.substring("https://".length()) : uri;
    }

    /**
     * The address of a tarball as a packument gives it, if it is on this registry's host: a registry behind a proxy often
     * does not know its own scheme and port, so these are replaced. Another host is none of ours, and gets no request.
     */
    Optional<URI> own(String tarballUrl) {
        try {
            var uri = new URI(tarballUrl);
            if (uri.getHost() == null || !uri.getHost().equalsIgnoreCase(base.getHost()) || uri.getRawUserInfo() != null) {
                return Optional.empty();
            }
            var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
            return Optional.of(URI.create(base.getScheme() + "://" + base.getRawAuthority() + uri.getRawPath() + query));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    boolean isSameOrigin(URI uri) {
        return base.getScheme().equalsIgnoreCase(uri.getScheme()) && base.getHost().equalsIgnoreCase(uri.getHost())
                && port(base) == port(uri) && uri.getRawUserInfo() == null;
    }

    private boolean isProtected(Set<String> plainHttpHosts) {
        var host = base.getHost().toLowerCase(Locale.ROOT);
        return switch (base.getScheme().toLowerCase(Locale.ROOT)) {
            case "https" -> true;
            case "http" -> LOOPBACK.matcher(host).matches() || plainHttpHosts.contains(host);
            default -> false;
        };
    }

    private static int port(URI uri) {
        return uri.getPort() != -1 ? uri.getPort() : "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    }
}
