package io.upmpublisher.publisher.glob;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** Finds the groups in a path part, as minimatch does: escapes and character classes hide them, an unclosed one is text. */
final class ExtglobParser {

    // minimatch's own limit for groups that cannot be merged into the one around them.
    private static final int MAX_DEPTH = 2;
    private static final int MAX_NESTING = 20;

    private final String text;
    private final List<ExtglobNode> negations = new ArrayList<>();
    private boolean escaping;
    private boolean inClass;
    private int classStart;
    private boolean classNegated;

    private ExtglobParser(String text) {
        this.text = text;
    }

    record Parsed(ExtglobNode root, List<ExtglobNode> negations) {
    }

    static Parsed parse(String text) {
        var parser = new ExtglobParser(text);
        var root = new ExtglobNode(null, null);
        parser.parseSequence(root);
        return new Parsed(root, parser.negations);
    }

    private void parseSequence(ExtglobNode node) {
        var plain = new StringBuilder();
        var i = 0;
        begin();
        while (i < text.length()) {
            var c = text.charAt(i++);
            var type = opensGroup(c, i);
            if (type == null) {
                plain.append(c);
                continue;
            }
            node.add(plain.toString());
            plain.setLength(0);
            var group = node(type, node);
            i = parseGroup(group, i, 1, 1);
            begin();
            node.add(group);
        }
        node.add(plain.toString());
    }

    /** @param start where the opening parenthesis is */
    private int parseGroup(ExtglobNode group, int start, int depth, int nesting) {
        if (nesting > MAX_NESTING) {
            throw new GlobTooComplexException("a pattern nests groups too deeply");
        }
        var type = group.type;
        var alternative = new ExtglobNode(null, group);
        var finished = new ArrayList<ExtglobNode>();
        var plain = new StringBuilder();
        var i = start + 1;
        begin();
        while (i < text.length()) {
            var c = text.charAt(i++);
            var special = !isHidden(c, i);
            var inner = special ? groupAt(c, i) : null;
            var merges = inner != null && type != null && (type.canAdopt(inner) || type.canAdoptWithEmpty(inner));
            if (inner != null && (depth <= MAX_DEPTH || merges)) {
                alternative.add(plain.toString());
                plain.setLength(0);
                var child = node(inner, alternative);
                alternative.add(child);
                i = parseGroup(child, i, merges ? depth : depth + 1, nesting + 1);
                begin();
            } else if (special && c == '|') {
                alternative.add(plain.toString());
                plain.setLength(0);
                finished.add(alternative);
                alternative = new ExtglobNode(null, group);
            } else if (special && c == ')') {
                group.empty = plain.isEmpty() && group.parts.isEmpty();
                alternative.add(plain.toString());
                finished.add(alternative);
                finished.forEach(group::add);
                return i;
            } else {
                plain.append(c);
            }
        }
        group.type = null;
        group.parts.clear();
        group.parts.add(text.substring(start - 1));
        return i;
    }

    private ExtglobNode node(ExtglobType type, ExtglobNode parent) {
        var node = new ExtglobNode(type, parent);
        if (type == ExtglobType.NONE_OF) {
            negations.add(node);
        }
        return node;
    }

    private @Nullable ExtglobType opensGroup(char c, int next) {
        return isHidden(c, next) ? null : groupAt(c, next);
    }

    private @Nullable ExtglobType groupAt(char c, int next) {
        return next < text.length() && text.charAt(next) == '(' ? ExtglobType.of(c).orElse(null) : null;
    }

    private void begin() {
        escaping = false;
        inClass = false;
    }

    /** Whether a character is part of an escape or of a character class, so that it opens and closes nothing. */
    private boolean isHidden(char c, int next) {
        if (escaping || c == '\\') {
            escaping = !escaping;
            return true;
        }
        if (inClass) {
            if (next == classStart + 1) {
                classNegated = c == '^' || c == '!';
            } else if (c == ']' && !(next == classStart + 2 && classNegated)) {
                inClass = false;
            }
            return true;
        }
        if (c == '[') {
            inClass = true;
            classStart = next;
            classNegated = false;
            return true;
        }
        return false;
    }
}
