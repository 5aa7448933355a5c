package io.upmpublisher.web.redaction;

/**
 * Keeps text from repositories and requests from looking like log lines of ours, or from steering the terminal that shows
 * them: control characters, line separators and changes of writing direction become visible escapes.
 */
public final class LogText {

    private LogText() {
    }

    /** On one line. */
    public static String escape(String text) {
        return escape(text, "\\n");
    }

    /** Lines stay apart, but each further one is marked as belonging to the first. */
    static String indent(String text) {
        return escape(text, "\n\t| ");
    }

    private static String escape(String text, String newline) {
        StringBuilder escaped = null;
        for (var at = 0; at < text.length(); at++) {
            var c = text.charAt(at);
            if (isHarmless(c)) {
                if (escaped != null) {
                    escaped.append(c);
                }
                continue;
            }
            if (escaped == null) {
                escaped = new StringBuilder(text.length() + 16).append(text, 0, at);
            }
            switch (c) {
                case '\n' -> escaped.append(newline);
                case '\r' -> escaped.append("\\r");
                default -> escaped.append("\\u%04x".formatted((int) c));
            }
        }
        return escaped == null ? text : escaped.toString();
    }

    private static boolean isHarmless(char c) {
        return c == '\t' || !Character.isISOControl(c) && c != '\u2028' && c != '\u2029'
                && !(c >= '\u202a' && c <= '\u202e') && !(c >= '\u2066' && c <= '\u2069');
    }
}
