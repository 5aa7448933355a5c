package io.upmpublisher.publisher.glob;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Bash's brace expansion as brace-expansion 5 (https://github.com/juliangruber/brace-expansion) does it: {@code a{b,c}} is
 * {@code ab} and {@code ac}, {@code {1..3}} counts. Where that library cuts off, this one refuses, because a list that is
 * silently short would pack other files.
 */
final class BraceExpansion {

    static final int MAX_RESULTS = 10_000;
    static final int MAX_CHARACTERS = 400_000;

    private static final int MAX_DEPTH = 50;
    private static final Pattern NUMBERS = Pattern.compile("-?\\d+\\.\\.-?\\d+(?:\\.\\.-?\\d+)?");
    private static final Pattern LETTERS = Pattern.compile("[a-zA-Z]\\.\\.[a-zA-Z](?:\\.\\.-?\\d+)?");
    private static final Pattern LATER_OPTION = Pattern.compile(",(?!,).*\\}");

    // Escaped characters hide behind noncharacters while braces are looked for.
    private static final String ESCAPABLE = "\\{},.";
    private static final char HIDDEN = '\uFDD0';
    private static final char HIDDEN_CLOSE = (char) (HIDDEN + 2);

    private BraceExpansion() {
    }

    static List<String> expand(String pattern) {
        var open = pattern.indexOf('{');
        if (open < 0 || open > pattern.lastIndexOf('}')) {
            return List.of(pattern);
        }
        // Bash keeps a leading {} as it is.
        var text = pattern.startsWith("{}") ? "\\{\\}" + pattern.substring(2) : pattern;
        return expand(hide(text), true, 0).stream().map(BraceExpansion::show).distinct().toList();
    }

    private static List<String> expand(String text, boolean top, int depth) {
        if (depth > MAX_DEPTH) {
            throw new GlobTooComplexException("a pattern nests braces too deeply");
        }
        var results = List.of("");
        var dropEmpty = false;
        var first = true;
        var rest = text;
        while (true) {
            var found = BalancedBraces.find(rest);
            if (found.isEmpty()) {
                return combine(results, rest, List.of(""), dropEmpty);
            }
            var braces = found.get();
            var last = braces.after().isEmpty();
            if (braces.before().endsWith("$")) {
                results = combine(results, braces.before() + embrace(braces.body()), List.of(""), dropEmpty && last);
                first = false;
            } else {
                var sequence = NUMBERS.matcher(braces.body()).matches() || LETTERS.matcher(braces.body()).matches();
                if (!sequence && braces.body().indexOf(',') < 0) {
                    if (LATER_OPTION.matcher(braces.after()).find()) {
                        rest = braces.before() + '{' + braces.body() + HIDDEN_CLOSE + braces.after();
                        top = true;
                        continue;
                    }
                    return combine(results, rest, List.of(""), dropEmpty);
                }
                if (first) {
                    dropEmpty = top && !sequence;
                    first = false;
                }
                var values = sequence ? BraceSequence.values(braces.body()) : options(braces.body(), depth);
                results = combine(results, braces.before(), values, dropEmpty && last);
            }
            if (last) {
                return results;
            }
            rest = braces.after();
        }
    }

    private static List<String> options(String body, int depth) {
        var parts = commaParts(body, 0);
        if (parts.size() == 1) {
            // x{{a,b}}y is x{a}y and x{b}y.
            parts = expand(parts.getFirst(), false, depth + 1).stream().map(BraceExpansion::embrace).toList();
            if (parts.size() == 1) {
                return parts;
            }
        }
        var values = new ArrayList<String>();
        for (var part : parts) {
            values.addAll(expand(part, false, depth + 1));
            check(values.size(), 0);
        }
        return values;
    }

    private static List<String> commaParts(String body, int depth) {
        if (depth > MAX_DEPTH) {
            throw new GlobTooComplexException("a pattern has too many groups of braces");
        }
        var found = BalancedBraces.find(body);
        if (found.isEmpty()) {
            return Arrays.asList(body.split(",", -1));
        }
        var braces = found.get();
        var parts = new ArrayList<>(Arrays.asList(braces.before().split(",", -1)));
        parts.set(parts.size() - 1, parts.getLast() + embrace(braces.body()));
        if (!braces.after().isEmpty()) {
            var more = commaParts(braces.after(), depth + 1);
            parts.set(parts.size() - 1, parts.getLast() + more.getFirst());
            parts.addAll(more.subList(1, more.size()));
        }
        return parts;
    }

    private static List<String> combine(List<String> results, String middle, List<String> values, boolean dropEmpty) {
        var combined = new ArrayList<String>();
        var characters = 0L;
        for (var result : results) {
            for (var value : values) {
                var text = result + middle + value;
                if (dropEmpty && text.isEmpty()) {
                    continue;
                }
                combined.add(text);
                characters += text.length();
                check(combined.size(), characters);
            }
        }
        return combined;
    }

    private static void check(int results, long characters) {
        if (results > MAX_RESULTS || characters > MAX_CHARACTERS) {
            throw new GlobTooComplexException("the braces of a pattern stand for too many patterns");
        }
    }

    private static String embrace(String body) {
        return '{' + body + '}';
    }

    private static String hide(String text) {
        var hidden = new StringBuilder(text.length());
        for (var i = 0; i < text.length(); i++) {
            var escaped = text.charAt(i) == '\\' && i + 1 < text.length() ? ESCAPABLE.indexOf(text.charAt(i + 1)) : -1;
            hidden.append(escaped < 0 ? text.charAt(i) : (char) (HIDDEN + escaped));
            i += escaped < 0 ? 0 : 1;
        }
        return hidden.toString();
    }

    /** Only the escaped backslash and the braces' own characters come back; the backslash before them is gone, as in Bash. */
    private static String show(String text) {
        var shown = new StringBuilder(text.length());
        for (var i = 0; i < text.length(); i++) {
            var escaped = text.charAt(i) - HIDDEN;
            shown.append(escaped >= 0 && escaped < ESCAPABLE.length() ? ESCAPABLE.charAt(escaped) : text.charAt(i));
        }
        return shown.toString();
    }
}
