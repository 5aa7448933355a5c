package io.upmpublisher.github;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import io.upmpublisher.github.AppCredentials.Access;

/**
 * Asks GitHub for the token of an installation
 * (https://docs.github.com/rest/apps/apps#create-an-installation-access-token-for-an-app).
 */
final class Installations {

    /** A token that runs out on its way helps nobody; a fetch may take minutes. */
    private static final Duration RESERVE = Duration.ofMinutes(5);
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

    private final GitHubApi api;
    private final Clock clock;

    Installations(GitHubApi api, Clock clock) {
        this.api = api;
        this.clock = clock;
    }

    Access open(String owner) throws InterruptedException {
        try {
            // Asked for each time: who installs an App anew gets another number.
            var installation = find(owner);
            return installation.isPresent() ? token(owner, installation.get())
                    : new Access.NotInstalled(clock.instant().plus(LOOK_AGAIN));
        } catch (GitHubUnreachableException e) {
            // The token may have been made, but what it was wanted for was not done.
            throw GitHubUnreachableException.beforeItWasSent("no token could be had for " + owner, e);
        }
    }

    private Optional<Long> find(String owner) throws InterruptedException {
        for (var kind : new String[] { "orgs", "users" }) {
            var answer = api.get(As.app(), "/" + kind + "/" + GitHubApi.encoded(owner) + "/installation");
            if (answer.isSuccess() && answer.body().path("id").isIntegralNumber()) {
                return Optional.of(answer.body().path("id").longValue());
            }
            if (answer.status() != 404) {
                throw unusable(answer, "asked for the App's installation for " + owner);
            }
        }
        return Optional.empty();
    }

    private Access token(String owner, long installation) throws InterruptedException {
        var answer = api.post(As.app(), "/app/installations/" + installation + "/access_tokens",
                JsonNodeFactory.instance.objectNode());
        var token = answer.body().path("token").asText();
        if (!answer.isSuccess() || token.isEmpty()) {
            throw unusable(answer, "asked for a token of the App for " + owner);
        }
        return new Access.Granted(new Credential("owner:" + owner.toLowerCase(Locale.ROOT), Optional.of(token)),
                expiry(answer).minus(RESERVE));
    }

    // Without a time that can be read, the token serves the one who asked.
    private Instant expiry(GitHubAnswer answer) {
        try {
            return OffsetDateTime.parse(answer.body().path("expires_at").asText()).toInstant();
        } catch (DateTimeParseException e) {
            return clock.instant();
        }
    }

    private static GitHubException unusable(GitHubAnswer answer, String asked) {
        var what = "GitHub answered " + answer.status() + " when " + asked + ": " + answer.message();
        return answer.status() / 100 == 4 ? new GitHubRefusedException(what)
                : GitHubUnreachableException.afterReading(what, null);
    }
}
