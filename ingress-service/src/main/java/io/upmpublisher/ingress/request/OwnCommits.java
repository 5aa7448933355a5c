package io.upmpublisher.ingress.request;

import java.util.regex.Pattern;

/**
 * Tells the system's own commits. Both marks are asked for: anybody may copy a trailer into a message, and a person may work
 * under a shared address. A person's {@code [skip ci]} is no such mark.
 */
final class OwnCommits {

    private static final Pattern RUN_TRAILER = Pattern
            .compile("(?mi)^UPM-Run: [0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}[ \\t]*$");

    private final String author;

    OwnCommits(String author) {
        this.author = author;
    }

    /** Whether there is no commit in the push that somebody else made. */
    boolean areAllOf(Push push) {
        return !push.commits().isEmpty() && push.commits().stream().allMatch(this::isOwn);
    }

    private boolean isOwn(PushedCommit commit) {
        return commit.authorAddress().filter(author::equalsIgnoreCase).isPresent()
                && RUN_TRAILER.matcher(lastParagraph(commit.message())).find();
    }

    // Git's own rule for trailers (https://git-scm.com/docs/git-interpret-trailers).
    private static String lastParagraph(String message) {
        var text = message.replace("\r\n", "\n").stripTrailing();
        return text.substring(text.lastIndexOf("\n\n") + 1);
    }
}
