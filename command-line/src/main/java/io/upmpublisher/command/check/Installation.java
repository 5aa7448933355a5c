package io.upmpublisher.command.check;

import java.util.List;

import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.github.As;
import io.upmpublisher.github.GitHubApi;

/**
 * Whether the GitHub App is installed
 * (https://docs.github.com/rest/apps/apps#get-an-organization-installation-for-the-authenticated-app):
 * its own webhook tells of the pushes to nothing else, and other webhooks can be seen nowhere else.
 */
enum Installation {

    INSTALLED(""),
    SUSPENDED("the App's installation is suspended for "),
    MISSING("the App is not installed for "),
    /** GitHub answers something else. */
    UNTOLD("GitHub does not tell whether the App is installed for ");

    private static final int NOT_FOUND = 404;

    private final String text;

    Installation(String text) {
        this.text = text;
    }

    static Installation of(GitHubApi api, String owner) throws InterruptedException {
        for (var kind : List.of("orgs", "users")) {
            var found = at(api, "/" + kind + "/" + GitHubApi.encoded(owner));
            if (found != MISSING) {
                return found;
            }
        }
        return MISSING;
    }

    /** It may be installed for some of an owner's repositories only. */
    static Installation of(GitHubApi api, RepositoryName repository) throws InterruptedException {
        return at(api, "/repos/" + repository);
    }

    private static Installation at(GitHubApi api, String path) throws InterruptedException {
        var answer = api.get(As.app(), path + "/installation");
        if (answer.isSuccess()) {
            return answer.body().path("suspended_at").isTextual() ? SUSPENDED : INSTALLED;
        }
        return answer.status() == NOT_FOUND ? MISSING : UNTOLD;
    }

    /** What to tell where it is not {@link #INSTALLED}. */
    Finding finding(String where) {
        return this == UNTOLD ? Finding.notAsked(text + where, "Try again later; --only github tells more.")
                : Finding.wrong(text + where + ": its webhook tells of no pushes there, and no other can be seen",
                        "Install it there, or lift its suspension at GitHub; or register nothing of " + where + ".");
    }
}
