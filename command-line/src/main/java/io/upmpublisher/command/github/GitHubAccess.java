package io.upmpublisher.command.github;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.upmpublisher.command.settings.InvalidSettingException;
import io.upmpublisher.command.settings.Settings;
import io.upmpublisher.command.settings.Variable;
import io.upmpublisher.github.ApiBase;
import io.upmpublisher.github.AppCredentials;
import io.upmpublisher.github.AppIdentity;
import io.upmpublisher.github.GitHubApi;
import io.upmpublisher.github.GitHubConnection;
import io.upmpublisher.github.GitHubCredentials;
import io.upmpublisher.github.PersonalToken;

/**
 * @param api where the API is, without a slash at the end
 */
public record GitHubAccess(URI api, GitHubApi rest, GitHubApi graphql, GitHubCredentials credentials) {

    private static final URI GITHUB = URI.create("https://github.com");

    /**
     * @throws InvalidSettingException if the variables do not go together
     */
    public static GitHubAccess of(Settings settings, Duration limit) {
        try {
            var api = settings.url(Variable.GITHUB_API_URL)
                    .orElseGet(() -> ApiBase.besides(settings.url(Variable.GITHUB_BASE_URL).orElse(GITHUB)));
            var plainHttp = Set.copyOf(settings.list(Variable.UPM_PLAIN_HTTP_HOSTS));
            var connection = connection(api, plainHttp, limit);
            var credentials = credentials(settings, connection);
            return new GitHubAccess(api, new GitHubApi(connection, credentials),
                    new GitHubApi(connection(aboveGraphql(api), plainHttp, limit), credentials), credentials);
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingException(e.getMessage());
        }
    }

    // A server of one's own has its REST API at /api/v3, and beside it /api/graphql.
    static URI aboveGraphql(URI api) {
        return URI.create(api.toString().replaceFirst("/v3$", ""));
    }

    private static GitHubConnection connection(URI api, Set<String> plainHttp, Duration limit) {
        return new GitHubConnection(ApiBase.of(api, plainHttp), limit, Clock.systemUTC(), new SimpleMeterRegistry());
    }

    private static GitHubCredentials credentials(Settings settings, GitHubConnection connection) {
        var token = settings.get(Variable.GH_PAT);
        var appId = settings.get(Variable.GITHUB_APP_ID);
        var appKey = settings.get(Variable.GITHUB_APP_PRIVATE_KEY);
        if (token.isPresent() && (appId.isPresent() || appKey.isPresent())) {
            throw new InvalidSettingException("GH_PAT and a GitHub App are both set: the services do not start so");
        }
        if (appId.isPresent() != appKey.isPresent()) {
            throw new InvalidSettingException("A GitHub App needs both GITHUB_APP_ID and GITHUB_APP_PRIVATE_KEY");
        }
        if (appId.isPresent()) {
            return new AppCredentials(AppIdentity.of(appId.get(), appKey.get(), Clock.systemUTC()), connection);
        }
        return token.<GitHubCredentials> map(PersonalToken::new).orElseGet(GitHubCredentials::none);
    }
}
