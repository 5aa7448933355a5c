package io.upmpublisher.publisher.glob;

import java.util.ArrayList;
import java.util.List;

/**
 * One pattern of an ignore file or of a {@code files} list, matched as npm 11 matches it: minimatch 10.2.5
 * (https://github.com/isaacs/minimatch) with ignore-walk's options {@code matchBase}, {@code dot}, {@code flipNegate} and
 * {@code nocase}, on a system whose separator is the slash. This is not gitignore's matching.
 */
public final class Glob {

    public static final int MAX_LENGTH = 4096;

    // Dear, because compiled patterns also take memory.
    private static final int STEPS_TO_COMPILE = 5_000;

    private final boolean negated;
    private final boolean relative;
    private final List<PathPattern> alternatives;

    private Glob(boolean negated, boolean relative, List<PathPattern> alternatives) {
        this.negated = negated;
        this.relative = relative;
        this.alternatives = alternatives;
    }

    /** @param budget pays for each pattern that the braces stand for */
    public static Glob compile(String pattern, MatchBudget budget) {
        if (pattern.length() > MAX_LENGTH) {
            throw new GlobTooComplexException("a pattern has more than " + MAX_LENGTH + " characters");
        }
        if (pattern.isEmpty() || pattern.startsWith("#")) {
            return new Glob(false, false, List.of());
        }
        var marks = 0;
        while (marks < pattern.length() && pattern.charAt(marks) == '!') {
            marks++;
        }
        var alternatives = new ArrayList<PathPattern>();
        var relative = false;
        for (var expanded : BraceExpansion.expand(pattern.substring(marks))) {
            budget.spend(STEPS_TO_COMPILE);
            var parts = withoutParents(PathParts.split(expanded));
            relative |= parts.size() <= (parts.getLast().isEmpty() ? 2 : 1);
            alternatives.add(PathPattern.of(parts.stream().map(PartCompiler::compile).toList()));
        }
        return new Glob(marks % 2 == 1, relative, List.copyOf(alternatives));
    }

    /** Whether the pattern began with an odd number of exclamation marks. It says nothing about {@link #matches}. */
    public boolean negated() {
        return negated;
    }

    /** Whether an alternative is a single name, perhaps with a slash behind it. */
    public boolean relative() {
        return relative;
    }

    /** @param partial whether it is enough that the path is the beginning of one that matches */
    public boolean matches(PathParts path, boolean partial, MatchBudget budget) {
        if (partial && path.isSlash()) {
            return true;
        }
        for (var alternative : alternatives) {
            var parts = alternative.parts().size() == 1 ? List.of(path.basename()) : path.parts();
            if (new PathMatcher(parts, partial, budget).matches(alternative)) {
                return true;
            }
        }
        return false;
    }

    /** Resolves {@code x/..} and repeated {@code **}, as minimatch does before anything else. */
    private static List<String> withoutParents(List<String> parts) {
        var kept = new ArrayList<String>();
        for (var part : parts) {
            var before = kept.isEmpty() ? "" : kept.getLast();
            if (part.equals("**") && before.equals("**")) {
                continue;
            }
            if (part.equals("..") && !before.isEmpty() && !before.equals("..") && !before.equals(".") && !before.equals("**")) {
                kept.removeLast();
                continue;
            }
            kept.add(part);
        }
        return kept.isEmpty() ? List.of("") : kept;
    }
}
