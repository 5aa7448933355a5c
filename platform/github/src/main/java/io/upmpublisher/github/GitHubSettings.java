package io.upmpublisher.github;

import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import io.quarkus.runtime.configuration.ConfigurationException;

/** What the settings mean together. A mistake ends the start with a sentence, which holds no secret. */
final class GitHubSettings {

    private static final String APP_ID = "GITHUB_APP_ID";
    private static final String APP_KEY = "GITHUB_APP_PRIVATE_KEY";

    private GitHubSettings() {
    }

    static ApiBase apiBase(GitHubConfig config) {
        try {
            var api = given(config.apiUrl()).map(url -> address("GITHUB_API_URL", url))
                    .orElseGet(() -> ApiBase.besides(address("GITHUB_BASE_URL", config.baseUrl().strip())));
            return ApiBase.of(api, config.plainHttpHosts().orElse(Set.of()));
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(e.getMessage());
        }
    }

    /**
     * @param connection for the App's tokens; a personal one needs none
     */
    static GitHubCredentials credentials(GitHubConfig config, Supplier<GitHubConnection> connection) {
        var token = given(config.token());
        var appId = given(config.appId());
        var appKey = given(config.appPrivateKey());
        if (token.isPresent() && (appId.isPresent() || appKey.isPresent())) {
            throw new ConfigurationException("GH_PAT is set, and so is " + (appId.isPresent() ? APP_ID : APP_KEY)
                    + ": set either a personal token or a GitHub App");
        }
        if (appId.isPresent() != appKey.isPresent()) {
            throw new ConfigurationException("A GitHub App needs both " + APP_ID + " and " + APP_KEY + ", of which "
                    + (appId.isPresent() ? APP_KEY : APP_ID) + " is missing");
        }
        try {
            if (appId.isPresent()) {
                var gitHub = connection.get();
                return new AppCredentials(AppIdentity.of(appId.get(), appKey.get(), gitHub.clock()), gitHub);
            }
            return token.<GitHubCredentials> map(PersonalToken::new).orElseGet(GitHubCredentials::none);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(e.getMessage());
        }
    }

    // Not the value, in which there may be a password.
    private static URI address(String variable, String value) {
        try {
            return URI.create(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(variable + " is no URL");
        }
    }

    private static Optional<String> given(Optional<String> setting) {
        return setting.map(String::strip).filter(value -> !value.isEmpty());
    }
}
