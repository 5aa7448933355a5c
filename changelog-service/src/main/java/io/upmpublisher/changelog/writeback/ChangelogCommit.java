package io.upmpublisher.changelog.writeback;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.upmpublisher.changelog.document.ChangelogEdit;
import io.upmpublisher.changelog.document.ChangelogFile;
import io.upmpublisher.events.CommitId;
import io.upmpublisher.events.Fault;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.git.Mirror;
import io.upmpublisher.git.NewCommit;

/** Makes the one commit of a revision, on whatever head it is to follow. */
final class ChangelogCommit {

    private final RepositoryName repository;
    private final Revision revision;
    private final NewCommit.Author author;
    private final Clock clock;

    ChangelogCommit(RepositoryName repository, Revision revision, NewCommit.Author author, Clock clock) {
        this.repository = repository;
        this.revision = revision;
        this.author = author;
        this.clock = clock;
    }

    Made on(CommitId head, Mirror mirror) {
        var tree = mirror.tree(head);
        Map<String, byte[]> files = new LinkedHashMap<>();
        var faults = new ArrayList<Fault>();
        for (var entry : revision.entries()) {
            switch (new ChangelogFile(repository, tree, entry.path()).tell(entry.version(), revision.date(), entry.entry())) {
                case ChangelogEdit.Written(Map<String, byte[]> written) -> files.putAll(written);
                case ChangelogEdit.Told() -> {
                }
                case ChangelogEdit.Refused(Fault fault) -> faults.add(fault);
            }
        }
        var commit = files.isEmpty() ? Optional.<CommitId> empty()
                : Optional.of(mirror.write(new NewCommit(head, files, RevisionText.commitMessage(revision), author,
                        clock.instant().truncatedTo(ChronoUnit.SECONDS))));
        return new Made(commit, faults);
    }

    /**
     * @param commit missing where there is nothing to write
     * @param faults of the packages that nothing could be written for
     */
    record Made(Optional<CommitId> commit, List<Fault> faults) {
    }
}
