package io.upmpublisher.git;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;

import org.eclipse.jgit.revwalk.RevCommit;

import io.upmpublisher.events.CommitId;

/**
 * @param author as written in the commit, at most {@value #MAX_AUTHOR} characters
 * @param address the author's e-mail address as written in the commit, capped too; for telling authors apart, never for an
 *        event
 * @param message at most {@value #MAX_MESSAGE} characters of it
 * @param parents none where history was cut off by a shallow fetch
 */
public record CommitDetails(CommitId id, String author, String address, Instant time, String message, List<CommitId> parents) {
    static final int MAX_AUTHOR = 200;
    static final int MAX_MESSAGE = 16_000;

    public CommitDetails {
        parents = List.copyOf(parents);
    }

    static CommitDetails of(RevCommit commit) {
        var author = commit.getAuthorIdent();
        return new CommitDetails(CommitId.of(commit.name()), author == null ? "" : capped(author.getName(), MAX_AUTHOR),
                author == null ? "" : capped(author.getEmailAddress(), MAX_AUTHOR),
                author == null ? Instant.ofEpochSecond(commit.getCommitTime()) : author.getWhenAsInstant(),
                capped(commit.getFullMessage(), MAX_MESSAGE),
                Arrays.stream(commit.getParents()).map(parent -> CommitId.of(parent.name())).toList());
    }

    private static String capped(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        // Never between the two halves of a character.
        return text.substring(0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
    }
}
