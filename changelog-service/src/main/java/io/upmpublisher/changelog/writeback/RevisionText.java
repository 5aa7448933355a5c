package io.upmpublisher.changelog.writeback;

import java.util.stream.Collectors;

import io.upmpublisher.changelog.history.OwnCommits;
import io.upmpublisher.events.ChangelogCompleted.Entry;
import io.upmpublisher.events.ChangelogCompleted.Origin;

/** What the world reads of a revision: the message of its commit, the branch and the words of its pull request. */
final class RevisionText {

    static final String TITLE = "docs: update changelogs";

    private static final int MAX_LISTED = 50;

    private RevisionText() {
    }

    /** The trailers stand in a paragraph of their own at the end, which is where git and ingress look for them. */
    static String commitMessage(Revision revision) {
        return TITLE + " [skip ci]\n\n" + list(revision) + "\n\n"
                + OwnCommits.trailers(revision.run(), revision.number()) + "\n";
    }

    /** Of the run's id the end: its beginning is the time, which runs of the same minute share. */
    static String branch(Revision revision) {
        var run = revision.run().toString();
        return "upm/changelog-" + run.substring(run.length() - 8) + (revision.number() == 1 ? "" : "-" + revision.number());
    }

    static String pullRequestBody(Revision revision) {
        return "The changelogs of what was published:\n\n" + list(revision)
                + "\n\nThe branch takes no pushes from the publisher, "
                + "so that this is for you to merge.\n\nRun `" + revision.run() + "`, revision " + revision.number() + ".\n";
    }

    private static String list(Revision revision) {
        var entries = revision.entries();
        var listed = entries.stream().limit(MAX_LISTED).map(RevisionText::line).collect(Collectors.joining("\n"));
        return entries.size() <= MAX_LISTED ? listed : listed + "\n- and " + (entries.size() - MAX_LISTED) + " more";
    }

    private static String line(Entry entry) {
        return "- " + entry.name() + " " + entry.version()
                + (entry.origin() == Origin.MODEL ? " (drafted by a language model)" : "");
    }
}
