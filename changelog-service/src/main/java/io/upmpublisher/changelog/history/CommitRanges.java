package io.upmpublisher.changelog.history;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.upmpublisher.changelog.history.CommitRange.Basis;
import io.upmpublisher.events.CommitId;
import io.upmpublisher.events.SemVersion;
import io.upmpublisher.git.CommitDetails;
import io.upmpublisher.git.LogRequest;
import io.upmpublisher.git.Mirror;

/** Finds the commits of a version in a mirror that has the whole history. */
public final class CommitRanges {

    /** How many commits are told of a package whose previous version is not to be found in the history. */
    static final int BOUND = 50;

    private static final int MAX_COMMITS = 500;
    private static final int MAX_MANIFEST_COMMITS = 1_000;
    private static final int MAX_MANIFEST_BYTES = 1 << 20;
    /** Most versions are found among the first few. */
    private static final int READ_AT_ONCE = 50;
    private static final int MAX_CANDIDATES = 5;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Mirror mirror;
    private final OwnCommits own;

    public CommitRanges(Mirror mirror, OwnCommits own) {
        this.mirror = mirror;
        this.own = own;
    }

    /**
     * @param until the commit that the version was published from
     */
    public CommitRange of(PackageVersion wanted, CommitId until) {
        for (var previous : candidates(wanted)) {
            var published = Optional.ofNullable(wanted.published().get(previous))
                    .filter(commit -> mirror.leadsTo(commit, until));
            if (published.isPresent()) {
                return since(published.get(), wanted, until, Basis.PUBLISHED_COMMIT, previous);
            }
            var set = commitThatSet(previous, wanted.manifestPath(), until);
            if (set.isPresent()) {
                return since(set.get(), wanted, until, Basis.MANIFEST, previous);
            }
        }
        var request = LogRequest.of(until, BOUND).touching(wanted.folder());
        return new CommitRange(withoutOwn(mirror.log(request)), Basis.NEWEST_COMMITS, Optional.empty());
    }

    /** Versions below the wanted one, the highest first: a fix of an old line follows on that line. */
    private static List<SemVersion> candidates(PackageVersion wanted) {
        return Stream.concat(wanted.before().stream(), wanted.published().keySet().stream()).map(SemVersion::withoutBuild)
                .filter(version -> version.compareTo(wanted.version()) < 0).distinct().sorted(Comparator.reverseOrder())
                .limit(MAX_CANDIDATES).toList();
    }

    private CommitRange since(CommitId since, PackageVersion wanted, CommitId until, Basis basis, SemVersion previous) {
        var request = LogRequest.of(until, MAX_COMMITS).since(since).touching(wanted.folder());
        return new CommitRange(withoutOwn(mirror.log(request)), basis, Optional.of(previous));
    }

    private List<CommitDetails> withoutOwn(List<CommitDetails> commits) {
        return commits.stream().filter(commit -> !own.isOwn(commit)).toList();
    }

    /** Of the commits that changed the manifest, the oldest of the newest ones in a row that have the version. */
    private Optional<CommitId> commitThatSet(SemVersion version, String manifestPath, CommitId until) {
        var found = Optional.<CommitId> empty();
        var commits = mirror.log(LogRequest.of(until, MAX_MANIFEST_COMMITS).touching(manifestPath));
        for (var from = 0; from < commits.size(); from += READ_AT_ONCE) {
            var some = commits.subList(from, Math.min(from + READ_AT_ONCE, commits.size()));
            mirror.tree(until)
                    .bring(some.stream().flatMap(commit -> mirror.tree(commit.id()).entry(manifestPath).stream()).toList());
            for (var commit : some) {
                if (versionAt(commit.id(), manifestPath).filter(version::equals).isPresent()) {
                    found = Optional.of(commit.id());
                } else if (found.isPresent()) {
                    return found;
                }
            }
        }
        return found;
    }

    private Optional<SemVersion> versionAt(CommitId commit, String manifestPath) {
        var tree = mirror.tree(commit);
        return tree.entry(manifestPath).filter(entry -> entry.isSound() && tree.size(entry) <= MAX_MANIFEST_BYTES)
                .map(entry -> {
                    try {
                        return JSON.readTree(tree.read(entry, MAX_MANIFEST_BYTES)).path("version").asText();
                    } catch (IOException e) {
                        // Broken at that commit; others tell.
                        return "";
                    }
                }).flatMap(CommitRanges::parsed);
    }

    private static Optional<SemVersion> parsed(String text) {
        try {
            return Optional.of(SemVersion.parse(text).withoutBuild());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
