package io.upmpublisher.events;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What a request asks for: a full commit id, a branch, or {@code HEAD} for the default branch. Whoever reads the repository
 * resolves it once; from then on it is a commit.
 */
public record CommitRef(String value) {

    public static final int MAX_LENGTH = 255;

    private static final String BRANCHES = "refs/heads/";
    // https://git-scm.com/docs/git-check-ref-format, and no leading '-', which tools take for an option. Lone surrogates have no
    // UTF-8, in which git keeps names. Other refs (tags, pull requests) are not asked for.
    static final Pattern FORBIDDEN = Pattern
            .compile("^[-/.]|[\\x00-\\x20\\x7f~^:?*\\[\\\\\\p{Cs}]|\\.\\.|//|/\\.|@\\{|\\.lock(/|\\z)|[./]\\z|^@\\z|^refs/");

    public CommitRef {
        // One spelling for each commit and branch: requests are told apart by it.
        value = value.startsWith(BRANCHES) ? value.substring(BRANCHES.length()) : value;
        value = CommitId.isFull(value) ? value.toLowerCase(Locale.ROOT) : value;
        if (value.isEmpty() || value.length() > MAX_LENGTH) {
            throw new InvalidValueException("commit or branch", "it has 1 to 255 characters");
        }
        if (FORBIDDEN.matcher(value).find()) {
            throw new InvalidValueException("commit or branch", "git does not allow such a branch name");
        }
    }

    @JsonCreator
    public static CommitRef of(String value) {
        return new CommitRef(value);
    }

    public static CommitRef of(CommitId commit) {
        return new CommitRef(commit.value());
    }

    /** The commit, when the reference is one. */
    public Optional<CommitId> commit() {
        return CommitId.isFull(value) ? Optional.of(CommitId.of(value)) : Optional.empty();
    }

    @Override
    @JsonValue
    public String toString() {
        return value;
    }
}
