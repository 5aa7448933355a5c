package io.upmpublisher.github;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Which GitHub, and as whom. */
@ConfigMapping(prefix = "upm.github")
interface GitHubConfig {

    /** Where repositories are cloned from. */
    String baseUrl();

    /** Where the API is, if it is not where that of the base URL's GitHub is. */
    Optional<String> apiUrl();

    /** A personal access token. */
    Optional<String> token();

    /** The id or the client id of a GitHub App, which takes the place of a personal token. */
    Optional<String> appId();

    /** The App's private key as PEM, with line ends or with {@code \n} for them, or the path of a file with it. */
    Optional<String> appPrivateKey();

    /** Hosts beside loopback that may be spoken to without TLS. */
    Optional<Set<String>> plainHttpHosts();

    /** How long one call of the API may take. */
    @WithDefault("20S")
    Duration timeout();
}
