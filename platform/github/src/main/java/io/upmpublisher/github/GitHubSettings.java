package io.upmpublisher.github;

import java.util.Optional;
import java.util.Set;

import io.quarkus.runtime.configuration.ConfigurationException;

/** What the settings mean together. A mistake ends the start with a sentence, which holds no secret. */
final class GitHubSettings {

    private GitHubSettings() {
    }

    static ApiBase apiBase(GitHubConfig config) {
        try {
            return ApiBase.of(config.apiUrl().orElseGet(() -> ApiBase.besides(config.baseUrl())),
                    config.plainHttpHosts().orElse(Set.of()));
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(e.getMessage());
        }
    }

    static GitHubCredentials credentials(GitHubConfig config, GitHubConnection connection) {
        var token = given(config.token());
        try {
            return token.<GitHubCredentials> map(PersonalToken::new).orElseGet(GitHubCredentials::none);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(e.getMessage());
        }
    }

    private static Optional<String> given(Optional<String> setting) {
        return setting.map(String::strip).filter(value -> !value.isEmpty());
    }
}
