package io.upmpublisher.publisher.glob;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import com.ibm.icu.lang.UCharacter;

/**
 * When two characters are equal to a case-insensitive JavaScript regular expression
 * (https://tc39.es/ecma262/#sec-runtime-semantics-canonicalize-ch): by upper case of single UTF-16 units, or by simple case
 * folding of code points where the expression is a Unicode one.
 */
final class JavaScriptCase {

    private JavaScriptCase() {
    }

    static int canonical(int character, boolean unicode) {
        if (unicode) {
            return UCharacter.foldCase(character, true);
        }
        if (character < 128) {
            return character >= 'a' && character <= 'z' ? character - 32 : character;
        }
        if (Character.isSurrogate((char) character)) {
            return character;
        }
        var upper = String.valueOf((char) character).toUpperCase(Locale.ROOT);
        return upper.length() != 1 || upper.charAt(0) < 128 ? character : upper.charAt(0);
    }

    /** All UTF-16 units with the same canonical form. */
    static String variants(char unit) {
        var canonical = (char) canonical(unit, false);
        return Variants.BY_CANONICAL.getOrDefault(canonical, String.valueOf(canonical));
    }

    private static final class Variants {
        static final Map<Character, String> BY_CANONICAL = collect();

        private static Map<Character, String> collect() {
            var found = new HashMap<Character, String>();
            for (var unit = 0; unit <= Character.MAX_VALUE; unit++) {
                var canonical = canonical(unit, false);
                if (canonical != unit) {
                    found.merge((char) canonical, "" + (char) canonical + (char) unit, (all, more) -> all + more.charAt(1));
                }
            }
            return found;
        }
    }
}
