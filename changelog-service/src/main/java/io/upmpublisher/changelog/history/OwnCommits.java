package io.upmpublisher.changelog.history;

import java.util.Optional;
import java.util.regex.Pattern;

import io.upmpublisher.events.RunId;
import io.upmpublisher.git.CommitDetails;

/** Tells the system's own commits, and for which run they were made. Ingress goes by the same two marks. */
public final class OwnCommits {

    private static final Pattern RUN = Pattern
            .compile("(?mi)^UPM-Run: ([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})[ \\t]*$");
    private static final Pattern REVISION = Pattern.compile("(?mi)^UPM-Revision: (\\d{1,9})[ \\t]*$");

    private final String author;

    public OwnCommits(String author) {
        this.author = author;
    }

    public String author() {
        return author;
    }

    public static String trailers(RunId run, int revision) {
        return "UPM-Run: " + run + "\nUPM-Revision: " + revision;
    }

    public boolean isOwn(CommitDetails commit) {
        return run(commit).isPresent();
    }

    public boolean isOf(CommitDetails commit, RunId run, int revision) {
        var number = REVISION.matcher(lastParagraph(commit.message()));
        return run(commit).filter(run.toString()::equalsIgnoreCase).isPresent() && number.find()
                && Integer.parseInt(number.group(1)) == revision;
    }

    private Optional<String> run(CommitDetails commit) {
        var run = RUN.matcher(lastParagraph(commit.message()));
        return author.equalsIgnoreCase(commit.address()) && run.find() ? Optional.of(run.group(1)) : Optional.empty();
    }

    // Git's own rule for trailers (https://git-scm.com/docs/git-interpret-trailers).
    private static String lastParagraph(String message) {
        var text = message.replace("\r\n", "\n").stripTrailing();
        return text.substring(text.lastIndexOf("\n\n") + 1);
    }
}
