package io.upmpublisher.changelog.document;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Finds the headings of a Markdown text, both kinds that CommonMark knows (https://spec.commonmark.org/0.31.2/#atx-headings,
 * #setext-headings); what only looks like one inside of a code block or a comment is left out.
 */
final class Headings {

    private static final Pattern ATX = Pattern.compile(" {0,3}(#{1,6})(?:[ \\t]+(.*?))?(?:[ \\t]+#+)?[ \\t]*");
    private static final Pattern UNDERLINE = Pattern.compile(" {0,3}(=+|-+)[ \\t]*");
    private static final Pattern FENCE = Pattern.compile(" {0,3}(`{3,}|~{3,}).*");
    private static final String COMMENT = "<!--";
    private static final String COMMENT_END = "-->";

    /** Longer ones are no headings, and must not cost more than their length. */
    private static final int MAX_LINE = 1_000;

    private final List<Heading> found = new ArrayList<>();
    private String fence = "";
    private boolean inComment;
    private String lineBefore = "";
    private int startBefore;

    private Headings() {
    }

    static List<Heading> of(String text) {
        var headings = new Headings();
        for (var start = 0; start < text.length();) {
            var newline = text.indexOf('\n', start);
            var end = newline < 0 ? text.length() : newline;
            headings.read(start, text.substring(start, end).stripTrailing());
            start = end + 1;
        }
        return List.copyOf(headings.found);
    }

    private void read(int start, String wholeLine) {
        var line = wholeLine.length() <= MAX_LINE ? wholeLine : wholeLine.substring(0, MAX_LINE);
        if (isHidden(line)) {
            lineBefore = "";
            return;
        }
        var atx = ATX.matcher(line);
        var underline = UNDERLINE.matcher(line);
        if (atx.matches()) {
            found.add(new Heading(start, atx.group(1).length(), atx.group(2) == null ? "" : atx.group(2)));
            lineBefore = "";
        } else if (!lineBefore.isBlank() && underline.matches()) {
            underlined(new Heading(startBefore, underline.group(1).startsWith("=") ? 1 : 2, lineBefore.strip()));
            lineBefore = "";
        } else {
            // A list's line is no heading even where a rule follows it.
            lineBefore = line.matches(" {0,3}[-*+>|].*") || line.startsWith("    ") ? "" : line;
            startBefore = start;
        }
    }

    // Hyphens below a line also end a block of metadata, or part text from text.
    private void underlined(Heading heading) {
        if (heading.level() == 1 || heading.version().isPresent() || heading.isUnreleased()) {
            found.add(heading);
        }
    }

    private boolean isHidden(String line) {
        if (inComment) {
            inComment = !line.contains(COMMENT_END);
            return true;
        }
        var marks = FENCE.matcher(line);
        if (!fence.isEmpty()) {
            if (marks.matches() && line.strip().matches("[`~]+") && marks.group(1).startsWith(fence)) {
                fence = "";
            }
            return true;
        }
        if (marks.matches()) {
            fence = marks.group(1);
            return true;
        }
        if (line.stripLeading().startsWith(COMMENT)) {
            inComment = !line.contains(COMMENT_END);
            return true;
        }
        return false;
    }
}
