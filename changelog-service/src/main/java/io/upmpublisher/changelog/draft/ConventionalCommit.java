package io.upmpublisher.changelog.draft;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A message by https://www.conventionalcommits.org/en/v1.0.0/; one that is none is a change with its subject as it stands.
 *
 * @param breakingNote what the footer says of what breaks
 */
record ConventionalCommit(Section section, Optional<String> scope, boolean breaking, String description,
        Optional<String> breakingNote) {

    private static final Pattern SUBJECT = Pattern
            .compile("([A-Za-z][A-Za-z-]{1,20})(?:\\(([^()]{1,60})\\))?(!)?[ \\t]{0,3}:[ \\t]{0,10}(\\S.*)");
    // https://docs.github.com/actions/managing-workflow-runs/skipping-workflow-runs
    private static final Pattern FOR_MACHINES = Pattern
            .compile("(?i)\\[(?:skip ci|ci skip|no ci|skip actions|actions skip)\\]");
    private static final Pattern BREAKING = Pattern.compile("(?m)^BREAKING[ -]CHANGE:[ \\t]*(.*)$");

    static ConventionalCommit parse(String message) {
        var subject = FOR_MACHINES.matcher(message.strip().lines().findFirst().orElse("")).replaceAll("").strip();
        var note = BREAKING.matcher(message);
        var breakingNote = note.find() ? Optional.of(note.group(1).strip()).filter(text -> !text.isEmpty())
                : Optional.<String> empty();
        var breakingByNote = note.reset().find();
        var matcher = SUBJECT.matcher(subject);
        var section = matcher.matches() ? sectionOf(matcher.group(1)) : Optional.<Section> empty();
        if (section.isEmpty()) {
            return new ConventionalCommit(Section.CHANGED, Optional.empty(), breakingByNote, subject, breakingNote);
        }
        return new ConventionalCommit(section.get(), Optional.ofNullable(matcher.group(2)).map(String::strip),
                matcher.group(3) != null || breakingByNote, matcher.group(4), breakingNote);
    }

    private static Optional<Section> sectionOf(String type) {
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "feat", "feature", "features", "add", "added", "new" -> Optional.of(Section.ADDED);
            case "fix", "fixed", "fixes", "bugfix", "bug", "hotfix" -> Optional.of(Section.FIXED);
            case "deprecate", "deprecated", "deprecation" -> Optional.of(Section.DEPRECATED);
            case "remove", "removed", "delete" -> Optional.of(Section.REMOVED);
            case "security", "sec" -> Optional.of(Section.SECURITY);
            case "perf", "performance", "refactor", "refact", "chore", "build", "ci", "docs", "doc", "style", "test", "tests",
                    "revert", "change", "changed", "update", "improve", "improvement", "deps", "cleanup", "release", "wip" ->
                Optional.of(Section.CHANGED);
            default -> Optional.empty();
        };
    }
}
