package io.upmpublisher.publisher.tarball;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import io.upmpublisher.publisher.glob.Glob;
import io.upmpublisher.publisher.glob.GlobTooComplexException;
import io.upmpublisher.publisher.glob.MatchBudget;

/** The patterns of one ignore file, or of a list that npm treats as one. The last that matches decides. */
record IgnoreRules(List<Rule> rules) {

    private static final int MAX_BYTES = 1 << 20;
    private static final Pattern LINE_END = Pattern.compile("\r?\n");

    IgnoreRules {
        rules = List.copyOf(rules);
    }

    /** @param text as it is written */
    record Rule(String text, Glob glob) {
    }

    static IgnoreRules of(List<String> lines, MatchBudget budget) {
        return parse(String.join("\n", lines), budget);
    }

    static IgnoreRules read(PackageFile file, MatchBudget budget) throws IOException {
        if (file.size() > MAX_BYTES) {
            throw new GlobTooComplexException("an ignore file has more than 1 MiB");
        }
        try (var content = file.open()) {
            return parse(new String(content.readNBytes(MAX_BYTES), StandardCharsets.UTF_8), budget);
        }
    }

    private static IgnoreRules parse(String text, MatchBudget budget) {
        var rules = new ArrayList<Rule>();
        for (var line : LINE_END.split(text)) {
            var rule = trim(line);
            if (!rule.isEmpty() && !rule.startsWith("#")) {
                rules.add(new Rule(rule, Glob.compile(rule, budget)));
            }
        }
        return new IgnoreRules(rules);
    }

    private static String trim(String line) {
        var start = 0;
        var end = line.length();
        while (start < end && isMargin(line.charAt(start))) {
            start++;
        }
        while (end > start && isMargin(line.charAt(end - 1))) {
            end--;
        }
        return line.substring(start, end);
    }

    /** What JavaScript's trim takes off: the byte order mark, too. */
    private static boolean isMargin(char c) {
        return c >= '\t' && c <= '\r' || c == '\ufeff' || c == '\u2028' || c == '\u2029'
                || Character.getType(c) == Character.SPACE_SEPARATOR;
    }
}
