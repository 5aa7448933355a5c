package io.upmpublisher.notifier.discord;

import java.util.Optional;
import java.util.regex.Pattern;

/** What went wrong and what to do about it, in as much room as there is. */
final class Faults {

    private static final Pattern CODE = Pattern.compile("[A-Z0-9_]{1,60}");
    private static final String REMEDY = "\n→ ";
    private static final int SHORTEST_REMEDY = 30;

    private Faults() {
    }

    static String text(String code, String cause, Optional<String> remedy, int room) {
        var head = code(code) + " ";
        // A remedy that is cut off early helps less than a whole cause.
        var forRemedy = remedy.map(text -> Math.min((room - head.length()) / 3, text.length() + REMEDY.length()))
                .filter(length -> length >= SHORTEST_REMEDY).orElse(0);
        var text = head + DiscordText.escape(cause, room - head.length() - forRemedy);
        var left = room - text.length() - REMEDY.length();
        return remedy.isPresent() && left >= SHORTEST_REMEDY ? text + REMEDY + DiscordText.escape(remedy.get(), left) : text;
    }

    static String code(String code) {
        return CODE.matcher(code).matches() ? "`" + code + "`" : DiscordText.escape(code, 62);
    }
}
