package io.upmpublisher.events;

import java.util.regex.Pattern;

/** Makes text from outside harmless to keep: capped, no control characters, no e-mail addresses. */
final class ForeignText {

    // Possessive and bounded, so that hostile text costs linear time.
    private static final Pattern E_MAIL = Pattern.compile("[\\w.+%-]{1,64}+@[\\w-]{1,63}(?:\\.[\\w-]{1,63})+");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069]");
    private static final Pattern CONTROL_BUT_NEWLINE = Pattern
            .compile("[\\p{Cc}\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069&&[^\\n]]");

    private ForeignText() {
    }

    static String singleLine(String text, int maxLength) {
        return cap(hideAddresses(CONTROL.matcher(cap(text, 4 * maxLength)).replaceAll(" ")).strip(), maxLength);
    }

    static String lines(String text, int maxLength) {
        var unix = cap(text, 4 * maxLength).replace("\r\n", "\n");
        return cap(hideAddresses(CONTROL_BUT_NEWLINE.matcher(unix).replaceAll(" ")).strip(), maxLength);
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
