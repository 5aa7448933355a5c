package io.upmpublisher.github;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Where GitHub's API is, and what still counts as it. Credentials go nowhere else. */
public final class ApiBase {

    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(?:\\.\\d{1,3}){3}|\\[::1]");

    private final String prefix;
    private final URI uri;

    private ApiBase(URI uri) {
        this.prefix = uri.toString().replaceAll("/+$", "");
        this.uri = uri;
    }

    /**
     * @param plainHttpHosts hosts beside loopback that may be spoken to without TLS
     */
    public static ApiBase of(URI uri, Set<String> plainHttpHosts) {
        if (uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawQuery() != null
                || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("GITHUB_API_URL must be an absolute URL without user, password, query or "
                    + "fragment");
        }
        var host = uri.getHost().toLowerCase(Locale.ROOT);
        var isProtected = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme())
                && (LOOPBACK.matcher(host).matches() || plainHttpHosts.contains(host));
        if (!isProtected) {
            throw new IllegalArgumentException(uri + " must be reached by https; only loopback and the hosts in "
                    + "UPM_PLAIN_HTTP_HOSTS may be plain http");
        }
        return new ApiBase(uri);
    }

    /** Where the API of the GitHub is that repositories are cloned from. */
    public static URI besides(URI gitBase) {
        var host = String.valueOf(gitBase.getHost()).toLowerCase(Locale.ROOT);
        if (host.equals("github.com") || host.equals("www.github.com")) {
            return URI.create("https://api.github.com");
        }
        // Enterprise Cloud with data residency: https://docs.github.com/enterprise-cloud@latest/admin/data-residency
        if (host.endsWith(".ghe.com")) {
            return URI.create("https://api." + host);
        }
        return URI.create(gitBase.toString().replaceAll("/+$", "") + "/api/v3");
    }

    URI resolve(String path) {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("A path of GitHub's API begins with a slash: " + path);
        }
        return URI.create(prefix + path);
    }

    /** Whether an address that GitHub gave is one of this API's own. */
    boolean owns(URI other) {
        return uri.getScheme().equalsIgnoreCase(other.getScheme()) && uri.getHost().equalsIgnoreCase(other.getHost())
                && port(uri) == port(other) && other.getRawUserInfo() == null;
    }

    private static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    }

    @Override
    public String toString() {
        return prefix;
    }
}
