package io.upmpublisher.changelog.draft;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.upmpublisher.events.SemVersion;
import io.upmpublisher.git.CommitDetails;

/** Makes an entry by rules: the same commits always give the same one. */
final class CommitEntryWriter {

    private static final Pattern REVERTS = Pattern.compile("This reverts commit ([0-9a-f]{40})");

    private CommitEntryWriter() {
    }

    static List<Bullet> bullets(DraftRequest request) {
        return telling(request).stream().flatMap(commit -> bullet(commit, request.version()).stream()).toList();
    }

    /** Without those that took each other back. */
    static List<CommitDetails> telling(DraftRequest request) {
        var ids = request.commits().stream().map(commit -> commit.id().value()).collect(Collectors.toSet());
        Set<String> undone = new HashSet<>();
        var telling = new ArrayList<CommitDetails>();
        // Newest first: a revert is seen before what it reverts, also one that is itself reverted.
        for (var commit : request.commits()) {
            var reverts = REVERTS.matcher(commit.message());
            if (undone.contains(commit.id().value())) {
                continue;
            }
            if (reverts.find() && ids.contains(reverts.group(1))) {
                undone.add(reverts.group(1));
            } else {
                telling.add(commit);
            }
        }
        return telling;
    }

    private static Optional<Bullet> bullet(CommitDetails commit, SemVersion version) {
        var parsed = ConventionalCommit.parse(commit.message());
        if (!parsed.breaking() && VersionNoise.is(parsed.description(), version)) {
            return Optional.empty();
        }
        var scope = parsed.scope().map(PlainText::of).filter(text -> !text.isEmpty()).map(text -> text + ": ").orElse("");
        var text = capitalized(PlainText.of(scope + withNote(parsed)));
        return text.isEmpty() ? Optional.empty()
                : Optional.of(new Bullet(parsed.section(), parsed.breaking(), text, List.of(commit.id())));
    }

    private static String withNote(ConventionalCommit commit) {
        var description = VersionNoise.strip(commit.description());
        return commit.breakingNote().map(note -> description + " – " + note).orElse(description);
    }

    private static String capitalized(String text) {
        // A first word with a capital inside is a name as it is written, as in iOS.
        var word = text.split("\\W", 2)[0];
        return word.isEmpty() || !word.equals(word.toLowerCase(java.util.Locale.ROOT)) ? text
                : text.substring(0, text.offsetByCodePoints(0, 1)).toUpperCase(java.util.Locale.ROOT)
                        + text.substring(text.offsetByCodePoints(0, 1));
    }
}
