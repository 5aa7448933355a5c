package io.upmpublisher.ingress.repository;

import java.net.URI;

import io.smallrye.config.ConfigMapping;

@ConfigMapping(prefix = "ingress.repository")
interface RepositoryConfig {

    /** Where repositories are cloned from; a repository's URL lies under it. */
    URI baseUrl();
}
