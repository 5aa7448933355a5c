package io.upmpublisher.changelog.draft;

import java.util.regex.Pattern;

import io.upmpublisher.events.CommitMessage;

/**
 * Makes text from outside harmless to put into a Markdown document: what leads elsewhere or calls people is taken out, the rest
 * is escaped so that it shows as it was written.
 */
final class PlainText {

    static final int MAX_BULLET = 200;

    private static final int MAX_READ = 1_000;
    private static final Pattern LINK = Pattern.compile("!?\\[([^\\[\\]]{0,300})\\]\\([^()]{0,500}\\)");
    private static final Pattern ADDRESS = Pattern.compile(
            "<?\\b(?:(?:https?|ftp|mailto|data|javascript|file):[^\\s<>]+|www\\.[^\\s<>]+)>?",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern CHAT_MENTION = Pattern.compile("<[@#][!&]?\\d{1,30}>");
    // Not after a word: there it is a type's parameter, as in List<int>, which escaping keeps.
    private static final Pattern TAG = Pattern
            .compile("(?<!\\w)<[A-Za-z][^<>]{0,300}>|</[A-Za-z][^<>]{0,300}>|<!--.{0,300}?-->");
    private static final Pattern MENTION = Pattern.compile("(?<![\\w…])@(?=[A-Za-z0-9])");
    private static final Pattern EMPTY_BRACKETS = Pattern.compile("\\(\\s*\\)|\\[\\s*\\]");
    private static final Pattern BLOCK_MARK = Pattern.compile("^(?:(?:[-+*]|#{1,6}|\\d{1,9}[.)])\\s+|>\\s*)+");
    private static final Pattern SPECIAL = Pattern
            .compile("[\\\\`*\\[\\]<~]|&(?=#?\\w{1,32};)|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])");

    private PlainText() {
    }

    /** One line without links, mentions, tags, addresses and characters that cannot be seen. */
    static String of(String text) {
        var line = CommitMessage.of(text.length() <= MAX_READ ? text : text.substring(0, MAX_READ)).value().replace('\n', ' ');
        line = LINK.matcher(line).replaceAll("$1");
        line = CHAT_MENTION.matcher(line).replaceAll(" ");
        line = ADDRESS.matcher(line).replaceAll(" ");
        line = TAG.matcher(line).replaceAll(" ");
        line = MENTION.matcher(line).replaceAll("");
        line = EMPTY_BRACKETS.matcher(line).replaceAll(" ");
        line = line.replaceAll("\\s+", " ").strip();
        return capped(BLOCK_MARK.matcher(line).replaceFirst("").strip());
    }

    static String escaped(String text) {
        return SPECIAL.matcher(text).replaceAll("\\\\$0");
    }

    private static String capped(String text) {
        if (text.length() <= MAX_BULLET) {
            return text;
        }
        var end = Character.isHighSurrogate(text.charAt(MAX_BULLET - 2)) ? MAX_BULLET - 2 : MAX_BULLET - 1;
        var space = text.lastIndexOf(' ', end);
        return text.substring(0, space > MAX_BULLET / 2 ? space : end).stripTrailing() + "…";
    }
}
