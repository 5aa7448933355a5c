package io.upmpublisher.events;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A repository was looked at as a push would be: what came of it.
 *
 * @param settings what it was looked at with
 * @param fault why nothing of it could be published; absent if it was read
 * @param findings what does not stand against publishing, and somebody should know all the same
 * @param branches its publishing branches, and whether they are there
 * @param branch the branch that was read
 * @param commit the commit that was read
 * @param plan what a push of that commit with all packages would do
 * @param dispatcher whether a workflow of the commit dispatches its pushes somewhere
 */
public record RepositoryProbed(RepositoryName repository, RepositorySettings settings, Instant probedAt, Optional<Fault> fault,
        List<Fault> findings, Optional<String> defaultBranch, List<Branch> branches, Optional<String> branch,
        Optional<CommitId> commit, Optional<Plan> plan, Optional<Boolean> dispatcher, Optional<Registry> registry)
        implements
            PipelineEvent {

    public RepositoryProbed {
        findings = List.copyOf(findings);
        branches = List.copyOf(branches);
    }

    /**
     * @param name as in the settings: a name or a {@link BranchPattern}
     */
    public record Branch(String name, boolean exists) {
    }

    /**
     * @param packages some of them, where there are very many
     */
    public record Plan(int publish, int skip, int fail, int hold, List<Package> packages) {
        public Plan {
            packages = List.copyOf(packages);
        }

        public int all() {
            return publish + skip + fail + hold;
        }
    }

    /**
     * @param path of the manifest
     * @param code why; stable, listed in docs/problems.md
     */
    public record Package(String path, Optional<PackageName> name, Optional<SemVersion> version,
            Optional<SemVersion> publishedVersion, Decision decision, String code) {
    }

    public enum Decision {
        @JsonProperty("publish")
        PUBLISH,
        @JsonProperty("skip")
        SKIP,
        @JsonProperty("fail")
        FAIL,
        @JsonProperty("hold")
        HOLD
    }

    /**
     * What the repository's registry can do.
     *
     * @param name as it is configured
     * @param fault why it cannot be published to, where that shows
     * @param user who it takes the token for; absent where it has no such question
     * @param search what the Package Manager of Unity's editor can list packages with
     * @param maxRequestBytes how large a publish request it takes, where that is configured
     */
    public record Registry(String name, Optional<Fault> fault, Optional<String> user, Search search,
            Optional<Long> maxRequestBytes) {
    }

    public enum Search {
        /** {@code /-/v1/search} */
        @JsonProperty("search")
        SEARCH,
        /** {@code /-/all}, the older way */
        @JsonProperty("all")
        ALL,
        @JsonProperty("none")
        NONE,
        @JsonProperty("unknown")
        UNKNOWN
    }

    /** Whether what would be published could be found out. */
    public boolean wasRead() {
        return fault.isEmpty();
    }

    @Override
    public String subject() {
        return repository.toString();
    }
}
