package io.upmpublisher.ingress.discovery;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.JsonNode;

import io.upmpublisher.events.CommitRef;
import io.upmpublisher.events.InvalidValueException;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.github.As;
import io.upmpublisher.github.GitHubAnswer;
import io.upmpublisher.github.GitHubApi;
import io.upmpublisher.github.GitHubUnreachableException;
import io.upmpublisher.github.Quota;

/** An owner's repositories as GitHub lists them, and what is in each. */
@ApplicationScoped
class GitHubRepositories {

    static final int PAGE_SIZE = 100;
    /** Far more than a repository has that is made for packages; each is kept, and shown on every page of what was found. */
    private static final int MAX_SHOWN = 200;

    private final GitHubApi gitHub;
    private final DiscoveryConfig config;

    GitHubRepositories(GitHubApi gitHub, DiscoveryConfig config) {
        this.gitHub = gitHub;
        this.config = config;
    }

    /**
     * @param hasMore whether there is a page after it
     * @param leftOut whether something on the page was no repository of the owner
     */
    record Listed(GitHubAnswer answer, List<FoundRepository> repositories, boolean hasMore, boolean leftOut) {

        /** Whether it is a list, as it is not where a proxy answers in GitHub's place. */
        boolean isList() {
            return answer.isSuccess() && answer.body().isArray();
        }
    }

    boolean canBeAsked() {
        return gitHub.hasCredentials();
    }

    /**
     * @param listing {@code orgs} or {@code users}
     * @param page counted from 1
     */
    Listed list(String listing, String owner, int page) throws InterruptedException {
        var answer = gitHub.get(As.owner(owner), "/%s/%s/repos?sort=full_name&per_page=%d&page=%d".formatted(listing,
                GitHubApi.encoded(owner), PAGE_SIZE, page));
        var found = new ArrayList<FoundRepository>();
        var elements = answer.isSuccess() && answer.body().isArray() ? answer.body().size() : 0;
        for (var element = 0; element < elements; element++) {
            repository(answer.body().get(element), owner).ifPresent(found::add);
        }
        return new Listed(answer, found, answer.next().isPresent(), found.size() < elements);
    }

    /**
     * Whether GitHub itself can be reached and has no trouble of its own, at the price of nothing:
     * https://docs.github.com/rest/rate-limit/rate-limit
     */
    boolean isThere(String owner) throws InterruptedException {
        try {
            var answer = gitHub.get(As.owner(owner), "/rate_limit");
            // An Enterprise Server that has no limits answers with an error, which is an object, too.
            return answer.status() < 500 && answer.body().isObject();
        } catch (GitHubUnreachableException e) {
            return false;
        }
    }

    /**
     * Looks at the files of the default branch.
     *
     * @param stillOurs asked before each request whether there is any use in it
     */
    Look read(FoundRepository found, BooleanSupplier stillOurs) throws InterruptedException {
        if (found.defaultBranch().isEmpty()) {
            return Look.at(found.unreadable("GitHub names no default branch."));
        }
        if (!stillOurs.getAsBoolean()) {
            return new Look.Abandoned();
        }
        var tree = gitHub.get(As.ownerOf(found.repository()),
                git(found) + "trees/" + GitHubApi.encoded(found.defaultBranch().get()) + "?recursive=1");
        // https://docs.github.com/rest/git/trees: a repository without a commit.
        if (tree.status() == 409) {
            return new Look.Seen(found.read(List.of(), false), tree.quota());
        }
        if (tree.status() >= 500 || tree.isSuccess() && !tree.body().path("tree").isArray()) {
            return failed(tree, tree.quota());
        }
        return tree.isSuccess() ? manifests(found, tree, stillOurs)
                : new Look.Seen(found.unreadable(said(tree)), tree.quota());
    }

    private Look manifests(FoundRepository found, GitHubAnswer tree, BooleanSupplier stillOurs) throws InterruptedException {
        var manifests = ManifestEntry.in(tree.body().path("tree"));
        var quota = tree.quota();
        var packages = new ArrayList<FoundPackage>();
        for (var manifest : manifests.subList(0, Math.min(manifests.size(), config.maxManifests()))) {
            if (!stillOurs.getAsBoolean()) {
                return new Look.Abandoned();
            }
            var blob = gitHub.get(As.ownerOf(found.repository()), git(found) + "blobs/" + manifest.blob());
            quota = blob.quota().or(tree::quota);
            if (blob.status() >= 500) {
                return failed(blob, quota);
            }
            manifest.read(blob).ifPresent(packages::add);
        }
        manifests.stream().skip(config.maxManifests()).limit(MAX_SHOWN).map(ManifestEntry::unread).forEach(packages::add);
        var isTruncated = tree.body().path("truncated").asBoolean() || manifests.size() > config.maxManifests() + MAX_SHOWN;
        return new Look.Seen(found.read(packages, isTruncated), quota);
    }

    private static Look failed(GitHubAnswer answer, Optional<Quota> quota) {
        return new Look.Failed("GITHUB_ANSWER_UNEXPECTED", said(answer), quota);
    }

    private static String git(FoundRepository found) {
        return "/repos/" + found.repository() + "/git/";
    }

    private static String said(GitHubAnswer answer) {
        return "GitHub answered with status " + answer.status() + (answer.body().isMissingNode() ? ", and with no JSON."
                : ": " + answer.message());
    }

    // A list may hold what no repository can be called here; it is passed over.
    private static Optional<FoundRepository> repository(JsonNode listed, String owner) {
        try {
            var name = RepositoryName.parse(listed.path("full_name").asText());
            return name.owner().equalsIgnoreCase(owner)
                    ? Optional.of(FoundRepository.listed(name, branch(listed), listed.path("archived").asBoolean(),
                            listed.path("fork").asBoolean(), listed.path("private").asBoolean()))
                    : Optional.empty();
        } catch (InvalidValueException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> branch(JsonNode listed) {
        try {
            return Optional.of(CommitRef.of(listed.path("default_branch").asText()).value());
        } catch (InvalidValueException e) {
            return Optional.empty();
        }
    }
}
