package io.upmpublisher.publisher.report;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Makes sentences that quote repositories or registries fit to be kept: capped, and without what cannot be seen. Postgres
 * refuses NUL and halves of characters in JSON too, and one such key in a manifest would stop its run for ever.
 */
public final class Wording {

    public static final int CAUSE = 600;
    static final int REMEDY = 300;
    static final int WARNING = 400;
    static final int POINTER = 150;
    /** An index of Postgres takes 2,700 bytes. */
    public static final int PATH_BYTES = 1_000;

    // Joiners stay: scripts and emoji are written with them.
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\u2028\\u2029&&[^\\u200c\\u200d]]+");

    private Wording() {
    }

    public static String of(String text, int maxLength) {
        var capped = capped(text, maxLength);
        return UNSEEN.matcher(capped).replaceAll(" ").strip();
    }

    public static boolean isTooLongForPath(String path) {
        return path.getBytes(StandardCharsets.UTF_8).length > PATH_BYTES;
    }

    private static String capped(String text, int maxLength) {
        if (text.length() <= maxLength) {
            return text;
        }
        var end = Character.isHighSurrogate(text.charAt(maxLength - 2)) ? maxLength - 2 : maxLength - 1;
        return text.substring(0, end) + "…";
    }
}
