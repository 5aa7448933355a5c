package io.upmpublisher.ingress.discovery;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.JsonNode;

import io.upmpublisher.events.CommitRef;
import io.upmpublisher.events.InvalidValueException;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.github.As;
import io.upmpublisher.github.GitHubAnswer;
import io.upmpublisher.github.GitHubApi;

/** An owner's repositories as GitHub lists them, and what is in each. */
@ApplicationScoped
class GitHubRepositories {

    static final int PAGE_SIZE = 100;

    private final GitHubApi gitHub;
    private final DiscoveryConfig config;

    GitHubRepositories(GitHubApi gitHub, DiscoveryConfig config) {
        this.gitHub = gitHub;
        this.config = config;
    }

    /** @param hasMore whether there is a page after it */
    record Listed(GitHubAnswer answer, List<FoundRepository> repositories, boolean hasMore) {
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
        if (answer.isSuccess()) {
            answer.body().forEach(repository -> repository(repository, owner).ifPresent(found::add));
        }
        return new Listed(answer, found, answer.next().isPresent());
    }

    /** Looks at the files of the default branch. */
    FoundRepository read(FoundRepository found) throws InterruptedException {
        if (found.defaultBranch().isEmpty()) {
            return found.unreadable("GitHub names no default branch.");
        }
        var base = "/repos/" + found.repository() + "/git/";
        var as = As.ownerOf(found.repository());
        var tree = gitHub.get(as, base + "trees/" + GitHubApi.encoded(found.defaultBranch().get()) + "?recursive=1");
        // https://docs.github.com/rest/git/trees: a repository without a commit.
        if (tree.status() == 409) {
            return found.read(List.of(), false);
        }
        if (!tree.isSuccess()) {
            return found.unreadable("GitHub answered with status " + tree.status() + ": " + tree.message());
        }
        var packages = new ArrayList<FoundPackage>();
        var read = 0;
        for (var manifest : ManifestEntry.in(tree.body().path("tree"))) {
            if (read++ >= config.maxManifests()) {
                packages.add(FoundPackage.unread(manifest.path()));
            } else {
                manifest.read(gitHub.get(as, base + "blobs/" + manifest.blob())).ifPresent(packages::add);
            }
        }
        return found.read(packages, tree.body().path("truncated").asBoolean());
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
