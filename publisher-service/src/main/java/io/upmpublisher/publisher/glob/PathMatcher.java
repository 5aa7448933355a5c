package io.upmpublisher.publisher.glob;

import java.util.List;

/** Matches all parts of a path, following minimatch's order of trial, whose results for trailing slashes differ from theory. */
final class PathMatcher {

    private static final int MAX_SECTIONS = 200;

    private final List<String> file;
    private final boolean partial;
    private final MatchBudget budget;

    PathMatcher(List<String> file, boolean partial, MatchBudget budget) {
        this.file = file;
        this.partial = partial;
        this.budget = budget;
    }

    boolean matches(PathPattern pattern) {
        return pattern.hasGlobstar() ? matchesAround(pattern) : matchesFrom(0, file.size(), pattern.parts());
    }

    private boolean matchesFrom(int start, int end, List<PartPattern> pattern) {
        var i = start;
        var p = 0;
        for (; i < end && p < pattern.size(); i++, p++) {
            budget.spend(1);
            if (!pattern.get(p).matches(file.get(i), budget)) {
                return false;
            }
        }
        if (i >= end) {
            return p == pattern.size() || partial;
        }
        // Only the empty part behind a last slash may be left over: a/* matches a/b/.
        return i == end - 1 && file.get(i).isEmpty();
    }

    /** The parts before the first {@code **} must be at the front, those behind the last at the end, the rest in between. */
    private boolean matchesAround(PathPattern pattern) {
        var head = pattern.head();
        if (!head.isEmpty() && !matchesFrom(0, Math.min(head.size(), file.size()), head)) {
            return false;
        }
        var start = head.size();
        var tailLength = tailLength(partial ? List.of() : pattern.tail(), start);
        if (tailLength < 0) {
            return false;
        }
        var sections = partial ? pattern.sectionsToTheEnd() : pattern.sections();
        if (sections.isEmpty()) {
            var between = file.size() - tailLength - start;
            return !hasDots(start, file.size() - tailLength) && (partial || tailLength > 0 || between > 0);
        }
        return matchesSections(sections, file.size() - tailLength, 0, start, tailLength > 0) == Answer.YES;
    }

    /** How many parts of the path the pattern's tail takes, or -1 if it does not match. */
    private int tailLength(List<PartPattern> tail, int start) {
        if (tail.isEmpty()) {
            return 0;
        }
        if (tail.size() + start > file.size()) {
            return -1;
        }
        var tailStart = file.size() - tail.size();
        if (matchesFrom(tailStart, file.size(), tail)) {
            return tail.size();
        }
        if (!file.getLast().isEmpty() || start + tail.size() == file.size()
                || !matchesFrom(tailStart - 1, file.size(), tail)) {
            return -1;
        }
        return tail.size() + 1;
    }

    private enum Answer {
        YES,
        NO,
        NO_USE_TRYING
    }

    private Answer matchesSections(List<PathPattern.Section> sections, int length, int index, int start, boolean sawSome) {
        if (index == sections.size()) {
            return hasDots(start, file.size()) || !(sawSome || start < file.size()) ? Answer.NO : Answer.YES;
        }
        var section = sections.get(index);
        for (var i = start; i <= length - section.fromEnd(); i++) {
            budget.spend(1);
            var end = Math.min(i + section.parts().size(), file.size());
            if (matchesFrom(i, end, section.parts()) && index < MAX_SECTIONS) {
                var rest = matchesSections(sections, length, index + 1, i + section.parts().size(), sawSome);
                if (rest != Answer.NO) {
                    return rest;
                }
            }
            if (i < file.size() && isDots(file.get(i))) {
                return Answer.NO;
            }
        }
        return partial ? Answer.YES : Answer.NO_USE_TRYING;
    }

    private boolean hasDots(int start, int end) {
        for (var i = start; i < end; i++) {
            if (isDots(file.get(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isDots(String part) {
        return part.equals(".") || part.equals("..");
    }
}
