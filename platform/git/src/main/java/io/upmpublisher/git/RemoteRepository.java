package io.upmpublisher.git;

import java.net.URI;
import java.util.Locale;

import io.upmpublisher.events.RepositoryName;

/** Where a repository is fetched from: built of the configured base and its name, never of an address in a payload. */
public record RemoteRepository(RepositoryName name, URI url) {
    public RemoteRepository {
        var scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http") || url.getHost() == null) {
            throw new IllegalArgumentException("A git base URL must be an absolute http or https URL with a host");
        }
        if (url.getRawUserInfo() != null || url.getRawQuery() != null || url.getRawFragment() != null) {
            throw new IllegalArgumentException("A git base URL must not carry user, query or fragment");
        }
    }

    public static RemoteRepository under(URI base, RepositoryName name) {
        var prefix = base.toString().replaceAll("/+$", "");
        return new RemoteRepository(name, URI.create(prefix + "/" + name + ".git"));
    }

    /** Same scheme, host and port: the bounds within which a credential may travel. */
    public boolean hasOriginOf(URI other) {
        return url.getScheme().equalsIgnoreCase(other.getScheme()) && url.getHost().equalsIgnoreCase(other.getHost())
                && port(url) == port(other);
    }

    private static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return uri.getScheme().equalsIgnoreCase("https") ? 443 : 80;
    }
}
