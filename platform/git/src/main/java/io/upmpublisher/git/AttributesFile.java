package io.upmpublisher.git;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import org.eclipse.jgit.attributes.Attribute;
import org.eclipse.jgit.attributes.Attribute.State;
import org.jspecify.annotations.Nullable;

/**
 * What one {@code .gitattributes} says, line by line as git's attr.c parses it: JGit's parser knows no quoted patterns, and
 * takes half of a line that git throws away.
 *
 * @param rules in the file's order; the last that matches counts
 * @param macros names for several attributes; only the file at the root may define any
 */
record AttributesFile(List<Rule> rules, Map<String, List<Attribute>> macros) {
    static final AttributesFile NONE = new AttributesFile(List.of(), Map.of());

    private static final String MACRO = "[attr]";
    /** Git leaves longer lines out. */
    private static final int MAX_LINE_BYTES = 2048;
    private static final Pattern BLANKS = Pattern.compile("[ \\t\\r\\n]+");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.][-A-Za-z0-9_.]*");

    AttributesFile {
        rules = List.copyOf(rules);
        macros = Map.copyOf(macros);
    }

    /**
     * @param pattern absent where it can match no file
     */
    record Rule(Optional<AttributePattern> pattern, List<Attribute> attributes) {
        Rule {
            attributes = List.copyOf(attributes);
        }
    }

    static AttributesFile parse(byte[] content, boolean atRoot) {
        var rules = new ArrayList<Rule>();
        var macros = new HashMap<String, List<Attribute>>();
        // One character for each byte: git compares bytes. It stops at a zero byte.
        var text = new String(content, StandardCharsets.ISO_8859_1);
        var end = text.indexOf('\0');
        for (var line : (end < 0 ? text : text.substring(0, end)).split("\n")) {
            parse(line, atRoot, rules, macros);
        }
        return new AttributesFile(rules, macros);
    }

    private static void parse(String whole, boolean atRoot, List<Rule> rules, Map<String, List<Attribute>> macros) {
        var line = whole.replaceFirst("^[ \\t\\r]+", "");
        if (line.isEmpty() || line.startsWith("#") || whole.length() >= MAX_LINE_BYTES) {
            return;
        }
        var quoted = line.startsWith("\"") ? QuotedPattern.of(line) : null;
        var pattern = quoted != null ? quoted.text() : BLANKS.split(line, 2)[0];
        var rest = quoted != null ? quoted.rest() : line.substring(pattern.length());
        if (pattern.startsWith(MACRO) && pattern.length() > MACRO.length()) {
            var name = BLANKS.split(pattern.substring(MACRO.length()).stripLeading(), 2)[0];
            var attributes = attributes(rest);
            if (atRoot && attributes != null && NAME.matcher(name).matches()) {
                macros.put(name, attributes);
            }
            return;
        }
        var attributes = attributes(rest);
        if (attributes != null && !pattern.startsWith("!")) {
            rules.add(new Rule(AttributePattern.of(pattern), attributes));
        }
    }

    /** Null if one of them has no valid name: git leaves the whole line out then. */
    private static @Nullable List<Attribute> attributes(String text) {
        var attributes = new ArrayList<Attribute>();
        for (var token : BLANKS.split(text)) {
            if (!token.isEmpty()) {
                var attribute = attribute(token);
                if (attribute == null) {
                    return null;
                }
                attributes.add(attribute);
            }
        }
        return attributes;
    }

    private static @Nullable Attribute attribute(String token) {
        var sign = token.charAt(0);
        var equals = token.indexOf('=');
        var name = token.substring(sign == '-' || sign == '!' ? 1 : 0, equals < 0 ? token.length() : Math.max(equals, 1));
        if (!NAME.matcher(name).matches()) {
            return null;
        }
        if (sign == '-' || sign == '!') {
            return new Attribute(name, sign == '-' ? State.UNSET : State.UNSPECIFIED);
        }
        return equals < 0 ? new Attribute(name, State.SET) : new Attribute(name, token.substring(equals + 1));
    }

    /** A pattern in quotes, with the escapes of C, and what comes after it. */
    private record QuotedPattern(String text, String rest) {

        /** Null if the quotes are not closed or an escape is unknown: the quote is a character of the pattern then. */
        static @Nullable QuotedPattern of(String line) {
            var text = new StringBuilder();
            for (var i = 1; i < line.length(); i++) {
                var c = line.charAt(i);
                if (c == '"') {
                    return new QuotedPattern(text.toString(), line.substring(i + 1));
                }
                if (c != '\\') {
                    text.append(c);
                    continue;
                }
                var escape = line.substring(i + 1, Math.min(i + 4, line.length()));
                if (escape.matches("[0-3][0-7]{2}")) {
                    text.append((char) Integer.parseInt(escape, 8));
                    i += 3;
                } else {
                    var known = escape.isEmpty() ? -1 : "abfnrtv\\\"".indexOf(escape.charAt(0));
                    if (known < 0) {
                        return null;
                    }
                    text.append("\u0007\b\f\n\r\t\u000b\\\"".charAt(known));
                    i++;
                }
            }
            return null;
        }
    }
}
