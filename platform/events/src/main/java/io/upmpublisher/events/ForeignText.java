package io.upmpublisher.events;

import java.util.regex.Pattern;

/**
 * Makes text from outside harmless to keep: capped, without e-mail addresses and without characters that cannot be seen, be it
 * because they control, because they turn the direction of writing, or because they hide text. Doing it again changes nothing.
 */
final class ForeignText {
    private static final String LABEL = "[\\p{L}\\p{M}\\p{N}_\\u200c\\u200d-]{1,63}";

    // Bounded everywhere, so that hostile text costs linear time. A last label without a letter in front is a version, as in
    // com.acme.core@1.2.3. The domain may be cut off by the cap, and the local part says enough then.
    private static final Pattern E_MAIL = Pattern.compile("[^\\s@…<>()\\[\\],;:]{1,64}+@(?:"
            + "(?:" + LABEL + "\\.){1,126}\\p{L}" + LABEL.replace("{1,63}", "{0,62}")
            + "|\\[[^\\]\\s]{1,64}\\]"
            + "|[^\\s@…]{0,255}…\\z)");

    // Joiners (U+200C, U+200D) stay: scripts and emoji are written with them.
    private static final String UNSEEN = "\\p{Cc}\\p{Cf}\\p{Cs}\\u2028\\u2029&&[^\\u200c\\u200d";
    private static final Pattern NOT_IN_A_LINE = Pattern.compile("[" + UNSEEN + "]]");
    private static final Pattern NOT_IN_LINES = Pattern.compile("[" + UNSEEN + "\\n]]");

    private ForeignText() {
    }

    static String singleLine(String text, int maxLength) {
        return harmless(NOT_IN_A_LINE, text, maxLength);
    }

    static String lines(String text, int maxLength) {
        return harmless(NOT_IN_LINES, cap(text, 8 * maxLength).replace("\r\n", "\n"), maxLength);
    }

    private static String harmless(Pattern unseen, String text, int maxLength) {
        var visible = unseen.matcher(cap(text, 4 * maxLength)).replaceAll(" ");
        // Once more, for the cap may leave a domain without its end.
        return hideAddresses(cap(hideAddresses(visible).strip(), maxLength));
    }

    private static String hideAddresses(String text) {
        return text.indexOf('@') < 0 ? text : E_MAIL.matcher(text).replaceAll("…@…");
    }

    private static String cap(String text, int maxLength) {
        if (text.length() <= maxLength) {
            return text;
        }
        var end = Character.isHighSurrogate(text.charAt(maxLength - 2)) ? maxLength - 2 : maxLength - 1;
        return text.substring(0, end) + "…";
    }
}
