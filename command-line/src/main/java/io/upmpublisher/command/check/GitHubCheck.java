package io.upmpublisher.command.check;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import io.upmpublisher.command.github.GitHubAccess;
import io.upmpublisher.command.http.Reply;
import io.upmpublisher.command.ingress.IngressClient;
import io.upmpublisher.command.ingress.IngressException;
import io.upmpublisher.command.ingress.Registered;
import io.upmpublisher.command.settings.Variable;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.github.As;
import io.upmpublisher.github.GitHubAnswer;

/** Whether GitHub knows the credential, what it may do, and whether repositories can be read and written with it. */
final class GitHubCheck implements Check {

    private static final int LOOKED_AT = 3;
    private static final Duration SOON = Duration.ofDays(14);
    private static final List<String> APP_NEEDS = List.of("contents", "pull_requests");

    @Override
    public String name() {
        return "github";
    }

    @Override
    public List<Finding> look(Surroundings here) throws InterruptedException {
        var access = GitHubAccess.of(here.settings(), here.patience());
        var findings = new ArrayList<Finding>();
        var token = here.value(Variable.GH_PAT);
        if (token.isPresent()) {
            findings.addAll(person(here, access, token.get()));
        } else if (access.rest().isApp()) {
            app(here, access, findings);
        } else {
            findings.add(
                    Finding.notAsked("GitHub's credential", "Neither GH_PAT nor a GitHub App is set: public repositories can "
                            + "be read, and no changelog is written."));
        }
        if (findings.stream().noneMatch(each -> each.level() == Finding.Level.WRONG)) {
            repositories(here, access, findings);
        }
        return findings;
    }

    private static List<Finding> person(Surroundings here, GitHubAccess access, String token) throws InterruptedException {
        var reply = here.get(URI.create(access.api() + "/user"), token);
        if (reply instanceof Reply.Unanswered(var reason)) {
            return List.of(Finding.wrong("GitHub's API at " + access.api() + " was not reached: " + reason,
                    "Check the network and GITHUB_API_URL."));
        }
        var answer = (Reply.Answered) reply;
        if (!answer.isSuccess()) {
            return List.of(answer.status() == 401
                    ? Finding.wrong("GitHub does not accept GH_PAT", "Make a new token, and set it.")
                    : Finding.wrong("GitHub answers " + answer.status() + " to GH_PAT: " + message(answer.json()),
                            "What it says names the cause; limits pass by themselves."));
        }
        var findings = new ArrayList<Finding>();
        var login = answer.json().path("login").asText();
        var scopes = answer.header("X-OAuth-Scopes").filter(text -> !text.isBlank());
        if (scopes.isEmpty()) {
            findings.add(Finding.ok("GH_PAT is a fine-grained token of " + login + ": its rights show at the repositories"));
        } else if (List.of(scopes.get().split("[ ,]+")).contains("repo")) {
            findings.add(Finding.ok("GH_PAT is a classic token of " + login + " with " + scopes.get()));
        } else {
            findings.add(Finding.warning("GH_PAT is a classic token of " + login + " with " + scopes.get() + ", without repo",
                    "Private repositories cannot be read with it, and no changelog written: give it the scope repo."));
        }
        answer.header("github-authentication-token-expiration").flatMap(GitHubCheck::expiry).ifPresent(findings::add);
        return findings;
    }

    // As in "2026-12-01 10:00:00 UTC", or with an offset in place of UTC.
    private static Optional<Finding> expiry(String text) {
        try {
            var end = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss X")
                    .parse(text.strip().replaceFirst("UTC$", "Z"), Instant::from);
            var left = Duration.between(Instant.now(), end);
            return left.compareTo(SOON) > 0 ? Optional.empty()
                    : Optional.of(Finding.warning("GH_PAT ends on " + text, "Make a new one in time, and set it."));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static void app(Surroundings here, GitHubAccess access, List<Finding> findings) throws InterruptedException {
        var app = access.rest().get(As.app(), "/app");
        if (!app.isSuccess()) {
            findings.add(Finding.wrong("GitHub does not know the App: " + app.status() + " " + app.message(),
                    "GITHUB_APP_ID and GITHUB_APP_PRIVATE_KEY must be of one App, and this machine's clock right."));
            return;
        }
        findings.add(judged("the App " + app.body().path("slug").asText(), app));
        for (var owner : here.settings().list(Variable.UPM_TRUSTED_OWNERS)) {
            findings.add(installation(access, owner));
        }
    }

    private static Finding judged(String what, GitHubAnswer app) {
        var missing = APP_NEEDS.stream().filter(each -> !app.body().at("/permissions/" + each).asText().equals("write"))
                .toList();
        return missing.isEmpty() ? Finding.ok(what + " may write contents and pull requests")
                : Finding.warning(what + " may not write " + String.join(", ", missing),
                        "Changelogs, tags and releases need it: raise the App's permissions, and accept them for each owner.");
    }

    private static Finding installation(GitHubAccess access, String owner) throws InterruptedException {
        for (var kind : List.of("orgs", "users")) {
            var answer = access.rest().get(As.app(), "/" + kind + "/" + owner + "/installation");
            if (answer.isSuccess()) {
                return answer.body().path("suspended_at").isTextual()
                        ? Finding.wrong("the App's installation for " + owner + " is suspended", "Lift that at GitHub.")
                        : judged("the App, as installed for " + owner + ",", answer);
            }
        }
        return Finding.wrong("the App is not installed for " + owner, "Install it there, or take " + owner
                + " out of UPM_TRUSTED_OWNERS.");
    }

    private static void repositories(Surroundings here, GitHubAccess access, List<Finding> findings)
            throws InterruptedException {
        var repositories = here.repositories();
        if (repositories.isEmpty()) {
            var ingress = IngressClient.of(here.settings(), here.http());
            if (ingress.isEmpty()) {
                findings.add(Finding.notAsked("rights on repositories",
                        "Name some with --repository, or set UPM_TOKEN, so that ingress tells the registered ones."));
                return;
            }
            try {
                repositories = ingress.get().repositories().stream().filter(Registered::isActive).map(Registered::repository)
                        .limit(LOOKED_AT).toList();
            } catch (IngressException e) {
                findings.add(
                        Finding.warning("the registered repositories could not be listed", String.valueOf(e.getMessage())));
            }
        }
        for (var repository : repositories) {
            findings.add(rights(access, repository));
        }
    }

    private static Finding rights(GitHubAccess access, RepositoryName repository) throws InterruptedException {
        var answer = access.rest().get(As.ownerOf(repository), "/repos/" + repository);
        if (!answer.isSuccess()) {
            return Finding.wrong(repository + " cannot be read: " + answer.status() + " " + answer.message(),
                    "Give the credential access to it, or remove the repository from ingress.");
        }
        if (answer.body().path("archived").asBoolean()) {
            return Finding.warning(repository + " is archived", "Set its status to disabled in ingress.");
        }
        var now = answer.fullName().filter(name -> !name.equalsIgnoreCase(repository.toString()));
        if (now.isPresent()) {
            return Finding.warning(repository + " is called " + now.get() + " now", "Register it by its new name.");
        }
        if (!access.rest().hasCredentials()) {
            return Finding.ok(repository + " can be read");
        }
        // An installation's token is not told of its rights here; the App's permissions were looked at.
        return access.rest().isApp() || answer.body().at("/permissions/push").asBoolean()
                ? Finding.ok(repository + " can be read and written")
                : Finding.warning(repository + " can be read but not written",
                        "Its changelog will not be written: give the token Contents: write.");
    }

    private static String message(JsonNode body) {
        return body.path("message").asText();
    }
}
