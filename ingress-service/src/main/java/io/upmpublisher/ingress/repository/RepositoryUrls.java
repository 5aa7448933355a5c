package io.upmpublisher.ingress.repository;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.upmpublisher.events.InvalidValueException;
import io.upmpublisher.events.RepositoryName;

/**
 * Reads a repository's name out of its URL, and writes the URL again from the name. A URL that came in is never fetched: what
 * is cloned is built from the configured base and the name.
 */
@ApplicationScoped
public class RepositoryUrls {

    private static final int MAX_LENGTH = 500;

    private final URI base;
    private final String basePath;

    @Inject
    RepositoryUrls(RepositoryConfig config) {
        this(config.baseUrl());
    }

    RepositoryUrls(URI base) {
        this.base = base;
        this.basePath = withoutTrailingSlash(base.getRawPath() == null ? "" : base.getRawPath());
    }

    /**
     * @throws InvalidValueException if the text is no URL of a repository under the base
     */
    public RepositoryName parse(String url) {
        var parsed = uri(url);
        if (parsed.getRawUserInfo() != null || parsed.getRawQuery() != null || parsed.getRawFragment() != null) {
            throw invalid("it has no user, query or fragment");
        }
        var path = parsed.getRawPath() == null ? "" : parsed.getRawPath();
        if (!isBase(parsed) || !path.startsWith(basePath + "/")) {
            throw invalid("it lies under " + base);
        }
        var name = withoutTrailingSlash(path.substring(basePath.length() + 1));
        return RepositoryName
                .parse(name.toLowerCase(Locale.ROOT).endsWith(".git") ? name.substring(0, name.length() - 4) : name);
    }

    public String of(RepositoryName repository) {
        return withoutTrailingSlash(base.toString()) + "/" + repository;
    }

    private boolean isBase(URI url) {
        return base.getScheme().equalsIgnoreCase(url.getScheme()) && base.getHost().equalsIgnoreCase(url.getHost())
                && port(base) == port(url);
    }

    private static URI uri(String url) {
        if (url.length() > MAX_LENGTH) {
            throw invalid("it has at most 500 characters");
        }
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            throw invalid("it is written https://host/owner/name");
        }
    }

    private static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return "http".equalsIgnoreCase(uri.getScheme()) ? 80 : 443;
    }

    private static String withoutTrailingSlash(String text) {
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    private static InvalidValueException invalid(String rule) {
        return new InvalidValueException("repository URL", rule);
    }
}
