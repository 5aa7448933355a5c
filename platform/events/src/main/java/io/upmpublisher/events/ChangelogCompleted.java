package io.upmpublisher.events;

import java.net.URI;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The changelogs of a run's revision are written, or it is known why not.
 *
 * @param commit the one that holds them on the branch
 * @param pullRequest where the branch could not be pushed to
 * @param failure why there is neither, or why an entry is not among what was written
 * @param releases the tags and releases of what was published, where the repository's settings ask for them
 */
public record ChangelogCompleted(RunId run, int revision, RepositoryName repository, List<Entry> packages,
        Optional<CommitId> commit, Optional<URI> pullRequest, Optional<Fault> failure,
        Optional<List<Release>> releases) implements PipelineEvent {

    public ChangelogCompleted {
        packages = List.copyOf(packages);
        releases = releases.filter(all -> !all.isEmpty()).map(List::copyOf);
    }

    @Override
    public String subject() {
        return repository.toString();
    }

    @Override
    public Optional<RunId> correlation() {
        return Optional.of(run);
    }

    /** What an entry was made from. */
    public enum Origin {
        @JsonProperty("model")
        MODEL,
        @JsonProperty("commits")
        COMMITS
    }

    /**
     * @param entry in Markdown, without the heading of the version
     */
    public record Entry(String path, PackageName name, SemVersion version, Origin origin, String entry) {
    }

    /**
     * @param tag the name of the git tag, on the commit that the version was published from
     * @param address the page of the release
     * @param failure why there is no tag, or no release
     */
    public record Release(String path, PackageName name, SemVersion version, Optional<String> tag, Optional<URI> address,
            Optional<Fault> failure) {
    }
}
