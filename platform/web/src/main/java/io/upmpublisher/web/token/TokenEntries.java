package io.upmpublisher.web.token;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits the text of UPM_TOKENS. Entries end at commas, but a requester's parentheses hold commas too, and a token may hold
 * parentheses: so they count only before an entry's second colon.
 */
final class TokenEntries {

    private TokenEntries() {
    }

    static List<String> split(String text) {
        var entries = new ArrayList<String>();
        var start = 0;
        var colons = 0;
        var open = false;
        for (var at = 0; at < text.length(); at++) {
            var c = text.charAt(at);
            if (c == ':') {
                colons++;
            } else if (colons < 2 && (c == '(' || c == ')')) {
                open = c == '(';
            } else if (c == ',' && (!open || colons >= 2)) {
                entries.add(text.substring(start, at).strip());
                start = at + 1;
                colons = 0;
                open = false;
            }
        }
        entries.add(text.substring(start).strip());
        return entries.stream().allMatch(String::isEmpty) ? List.of() : entries;
    }
}
