package io.upmpublisher.events;

import java.util.Collection;

/**
 * Branches by name, or by a pattern: {@code *} stands for any characters of one part of the name, as in {@code release/*}, and
 * {@code **} for any at all, slashes too. Git allows no {@code *} in a name, so no branch can be mistaken for a pattern.
 */
public record BranchPattern(String value) {

    private static final char STAR = '*';

    public BranchPattern {
        if (value.contains("***")) {
            throw new InvalidValueException("branch", "it has * or ** for what may be there, and no longer rows of them");
        }
        var spelled = new CommitRef(value.replace(STAR, 'x')).value();
        value = value.substring(value.length() - spelled.length());
    }

    public static boolean anyMatches(Collection<String> patterns, String branch) {
        return patterns.stream().anyMatch(pattern -> matches(pattern, branch));
    }

    public boolean matches(String branch) {
        return matches(value, branch);
    }

    /** Takes time in proportion to both lengths, whatever the pattern: regular expressions would not. */
    private static boolean matches(String pattern, String branch) {
        // Whether what was seen of the pattern fits the first n characters of the branch.
        var fits = new boolean[branch.length() + 1];
        fits[0] = true;
        for (var at = 0; at < pattern.length(); at++) {
            var isStar = pattern.charAt(at) == STAR;
            var crosses = isStar && at + 1 < pattern.length() && pattern.charAt(at + 1) == STAR;
            var next = new boolean[fits.length];
            next[0] = isStar && fits[0];
            for (var n = 1; n < fits.length; n++) {
                var character = branch.charAt(n - 1);
                next[n] = isStar ? fits[n] || next[n - 1] && (crosses || character != '/')
                        : fits[n - 1] && pattern.charAt(at) == character;
            }
            fits = next;
            at += crosses ? 1 : 0;
        }
        return fits[branch.length()];
    }

    @Override
    public String toString() {
        return value;
    }
}
