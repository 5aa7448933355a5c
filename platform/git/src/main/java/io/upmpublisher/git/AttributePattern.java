package io.upmpublisher.git;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

import org.eclipse.jgit.errors.InvalidPatternException;
import org.eclipse.jgit.fnmatch.FileNameMatcher;
import org.jspecify.annotations.Nullable;

/**
 * The pattern of a line of {@code .gitattributes}, on text of which each character stands for a byte, as git's matcher has it.
 * JGit matches the names; its own way of putting them together to paths gives up on {@code **} too early.
 */
final class AttributePattern {
    private static final String WILD = "*?[\\";

    private final boolean nameOnly;
    private final List<Segment> segments;

    private AttributePattern(boolean nameOnly, List<Segment> segments) {
        this.nameOnly = nameOnly;
        this.segments = segments;
    }

    /** Empty for what matches no file: folders, which give nothing to what is in them, and patterns that are malformed. */
    static Optional<AttributePattern> of(String pattern) {
        if (pattern.isEmpty() || pattern.endsWith("/")) {
            return Optional.empty();
        }
        var nameOnly = pattern.indexOf('/') < 0;
        var segments = new ArrayList<Segment>();
        try {
            for (var text : (pattern.startsWith("/") ? pattern.substring(1) : pattern).split("/", -1)) {
                segments.add(Segment.of(text, !nameOnly));
            }
        } catch (InvalidPatternException e) {
            return Optional.empty();
        }
        return Optional.of(new AttributePattern(nameOnly, segments));
    }

    /**
     * @param path of a file below the folder of the pattern's own file
     */
    boolean matches(List<String> path) {
        return nameOnly ? segments.getFirst().matches(path.getLast()) : matchesWhole(path);
    }

    // All positions in the pattern that the path so far can have led to.
    private boolean matchesWhole(List<String> path) {
        var reached = opened(new BitSet(), 0);
        for (var name : path) {
            var next = new BitSet();
            for (var at = reached.nextSetBit(0); at >= 0 && at < segments.size(); at = reached.nextSetBit(at + 1)) {
                if (segments.get(at).isAnyDepth()) {
                    next.set(at);
                    opened(next, at + 1);
                } else if (segments.get(at).matches(name)) {
                    opened(next, at + 1);
                }
            }
            reached = next;
        }
        return reached.get(segments.size());
    }

    /** What stands for any number of folders also stands for none, but at the end it wants something in the folder. */
    private BitSet opened(BitSet positions, int position) {
        var at = position;
        positions.set(at);
        while (at < segments.size() - 1 && segments.get(at).isAnyDepth()) {
            at++;
            positions.set(at);
        }
        return positions;
    }

    private record Segment(String text, boolean isAnyDepth, @Nullable FileNameMatcher matcher) {

        static Segment of(String text, boolean inPath) throws InvalidPatternException {
            var anyDepth = inPath && text.length() > 1 && text.chars().allMatch(c -> c == '*');
            var wild = !anyDepth && text.chars().anyMatch(c -> WILD.indexOf(c) >= 0);
            return new Segment(text, anyDepth, wild ? new FileNameMatcher(asJGitReads(text), null) : null);
        }

        /** JGit knows {@code [!a]} and not {@code [^a]}, and takes a last backslash, which escapes nothing, for a character. */
        private static String asJGitReads(String text) throws InvalidPatternException {
            var read = new StringBuilder(text);
            for (var at = 0; at < read.length(); at++) {
                if (read.charAt(at) == '\\') {
                    at++;
                    if (at == read.length()) {
                        throw new InvalidPatternException("a backslash escapes nothing", text);
                    }
                } else if (read.charAt(at) == '[') {
                    if (at + 1 < read.length() && read.charAt(at + 1) == '^') {
                        read.setCharAt(at + 1, '!');
                    }
                    at = Math.max(at, read.indexOf("]", at + (read.indexOf("!", at) == at + 1 ? 3 : 2)));
                }
            }
            return read.toString();
        }

        boolean matches(String name) {
            if (matcher == null) {
                return text.equals(name);
            }
            // The compiled pattern is shared by threads; a match changes its copy.
            var attempt = new FileNameMatcher(matcher);
            attempt.append(name);
            return attempt.isMatch();
        }
    }
}
