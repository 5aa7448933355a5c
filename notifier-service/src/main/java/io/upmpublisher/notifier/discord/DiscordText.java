package io.upmpublisher.notifier.discord;

import java.util.regex.Pattern;

/**
 * Text from outside as Discord shows it literally: no Markdown, mentions, links or characters that cannot be seen. Lengths are
 * counted in UTF-16 units, of which there are never fewer than the code points that Discord counts
 * (https://github.com/discord/discord-api-docs/issues/1315).
 */
final class DiscordText {

    static final String CUT = "…";

    // Joiners (U+200C, U+200D) stay: scripts and emoji are written with them.
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Z}&&[^\\u200c\\u200d]]+");
    private static final Pattern CHARACTER = Pattern.compile("\\X");
    private static final String MARKDOWN = "\\*_~`|<>[]";
    private static final String MARKDOWN_AT_START = "#-+";
    private static final String BREAK = "\u200b";
    // A "character" can be endless by combining marks; more than one has in any script is an attack on the reader.
    private static final int LONGEST_CHARACTER = 32;

    private DiscordText() {
    }

    /** One line where Discord reads Markdown: titles, descriptions, names and values of fields. */
    static String escape(String text, int max) {
        return shortened(text, max, true);
    }

    /** One line where it does not: authors and footers. */
    static String plain(String text, int max) {
        return shortened(text, max, false);
    }

    private static String shortened(String text, int max, boolean markdown) {
        if (max < 1) {
            return "";
        }
        // No more is read than can be shown; a hostile text may be megabytes.
        var read = text.length() > 8 * max ? text.substring(0, 8 * max) : text;
        var line = UNSEEN.matcher(read).replaceAll(" ").strip();
        var shown = new StringBuilder();
        var matcher = CHARACTER.matcher(line);
        while (matcher.find()) {
            var next = markdown ? escaped(matcher.group(), line, matcher.start()) : matcher.group();
            if (next.length() > LONGEST_CHARACTER) {
                continue;
            }
            var isLast = matcher.end() == line.length() && read.length() == text.length();
            if (shown.length() + next.length() + (isLast ? 0 : CUT.length()) > max) {
                return shown.append(CUT).toString();
            }
            shown.append(next);
        }
        return read.length() == text.length() ? shown.toString() : shown.append(CUT).toString();
    }

    private static String escaped(String character, String line, int at) {
        var first = character.charAt(0);
        if (MARKDOWN.indexOf(first) >= 0 || at == 0 && MARKDOWN_AT_START.indexOf(first) >= 0) {
            return "\\" + character;
        }
        if (first == ':' && line.startsWith("://", at)) {
            return "\\" + character;
        }
        // Discord's own escape for these is not reliable in every client.
        if (first == '@' && (line.startsWith("@everyone", at) || line.startsWith("@here", at))) {
            return character + BREAK;
        }
        return character;
    }
}
