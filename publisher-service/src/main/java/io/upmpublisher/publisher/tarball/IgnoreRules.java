package io.upmpublisher.publisher.tarball;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import io.upmpublisher.publisher.glob.Glob;
import io.upmpublisher.publisher.glob.GlobTooComplexException;

/** The patterns of one ignore file, or of a list that npm treats as one. The last that matches decides. */
record IgnoreRules(List<Glob> globs) {

    private static final int MAX_BYTES = 1 << 20;
    private static final int MAX_RULES = 20_000;
    private static final Pattern LINE_END = Pattern.compile("\r?\n");

    IgnoreRules {
        globs = List.copyOf(globs);
    }

    static IgnoreRules of(List<String> lines) {
        return parse(String.join("\n", lines));
    }

    static IgnoreRules read(PackageFile file) throws IOException {
        if (file.size() > MAX_BYTES) {
            throw new GlobTooComplexException("an ignore file has more than 1 MiB");
        }
        try (var content = file.open()) {
            return parse(new String(content.readNBytes(MAX_BYTES), StandardCharsets.UTF_8));
        }
    }

    private static IgnoreRules parse(String text) {
        var globs = new ArrayList<Glob>();
        for (var line : LINE_END.split(text)) {
            var rule = trim(line);
            if (!rule.isEmpty() && !rule.startsWith("#")) {
                globs.add(Glob.compile(rule));
            }
            if (globs.size() > MAX_RULES) {
                throw new GlobTooComplexException("an ignore file has more than " + MAX_RULES + " patterns");
            }
        }
        return new IgnoreRules(globs);
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
