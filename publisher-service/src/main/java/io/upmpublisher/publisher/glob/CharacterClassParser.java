package io.upmpublisher.publisher.glob;

import java.util.Map;
import java.util.Optional;

import com.ibm.icu.text.UnicodeSet;

import io.upmpublisher.publisher.glob.Element.CharacterClass;
import io.upmpublisher.publisher.glob.Element.Literal;
import io.upmpublisher.publisher.glob.Element.Nothing;

/** Reads {@code [a-z]}, {@code [!abc]}, {@code [[:alpha:]_]}. */
final class CharacterClassParser {

    private static final Map<String, String> POSIX = Map.ofEntries(
            Map.entry("[:alnum:]", "[\\p{L}\\p{Nl}\\p{Nd}]"),
            Map.entry("[:alpha:]", "[\\p{L}\\p{Nl}]"),
            Map.entry("[:ascii:]", "[\\u0000-\\u007f]"),
            Map.entry("[:blank:]", "[\\p{Zs}\\t]"),
            Map.entry("[:cntrl:]", "[\\p{Cc}]"),
            Map.entry("[:digit:]", "[\\p{Nd}]"),
            Map.entry("[:graph:]", "[\\p{Z}\\p{C}]"),
            Map.entry("[:lower:]", "[\\p{Ll}]"),
            Map.entry("[:print:]", "[\\p{C}]"),
            Map.entry("[:punct:]", "[\\p{P}]"),
            Map.entry("[:space:]", "[\\p{Z}\\t\\r\\n\\u000b\\f]"),
            Map.entry("[:upper:]", "[\\p{Lu}]"),
            Map.entry("[:word:]", "[\\p{L}\\p{Nl}\\p{Nd}\\p{Pc}]"),
            Map.entry("[:xdigit:]", "[A-Fa-f0-9]"));

    private final String glob;
    private final int start;
    private final UnicodeSet included = new UnicodeSet();
    private final UnicodeSet excluded = new UnicodeSet();
    private int items;
    private int onlyItem = -1;
    private boolean complements;
    private boolean unicode;

    private CharacterClassParser(String glob, int start) {
        this.glob = glob;
        this.start = start;
    }

    /** @param length how many characters of the pattern it takes */
    record Parsed(Element element, boolean unicode, int length) {
    }

    /** Empty if the bracket is never closed and therefore a character like any other. */
    static Optional<Parsed> parse(String glob, int start) {
        return new CharacterClassParser(glob, start).parse();
    }

    private Optional<Parsed> parse() {
        var i = start + 1;
        var sawStart = false;
        var escaping = false;
        var negated = false;
        var end = start;
        var rangeStart = -1;
        while (i < glob.length()) {
            var c = glob.charAt(i);
            if ((c == '!' || c == '^') && i == start + 1) {
                negated = true;
                i++;
                continue;
            }
            if (c == ']' && sawStart && !escaping) {
                end = i + 1;
                break;
            }
            sawStart = true;
            if (c == '\\' && !escaping) {
                escaping = true;
                i++;
                continue;
            }
            var posix = c == '[' && !escaping ? posixAt(i) : Optional.<String> empty();
            if (posix.isPresent()) {
                if (rangeStart >= 0) {
                    return Optional.of(nothing());
                }
                i += posix.get().length();
                addPosix(posix.get());
                continue;
            }
            escaping = false;
            if (rangeStart >= 0) {
                addRange((char) rangeStart, c);
                rangeStart = -1;
                i++;
            } else if (glob.startsWith("-]", i + 1)) {
                add(c, '-');
                i += 2;
            } else if (glob.startsWith("-", i + 1)) {
                rangeStart = c;
                i += 2;
            } else {
                add(c);
                i++;
            }
        }
        if (end < i) {
            return Optional.empty();
        }
        if (items == 0 && !complements) {
            return Optional.of(nothing());
        }
        if (!complements && items == 1 && onlyItem >= 0 && !negated) {
            // [_] is the customary way to escape a character.
            return Optional.of(new Parsed(new Literal(onlyItem), false, end - start));
        }
        return Optional.of(new Parsed(new CharacterClass(new CharacterSet(included, excluded, negated)), unicode, end - start));
    }

    private Parsed nothing() {
        return new Parsed(new Nothing(), false, glob.length() - start);
    }

    private Optional<String> posixAt(int index) {
        return POSIX.keySet().stream().filter(name -> glob.startsWith(name, index)).findFirst();
    }

    private void addPosix(String name) {
        var set = new UnicodeSet(POSIX.get(name));
        if (name.equals("[:graph:]") || name.equals("[:print:]")) {
            excluded.addAll(set);
            complements = true;
        } else {
            included.addAll(set);
            items++;
            onlyItem = -1;
        }
        unicode |= !name.equals("[:ascii:]") && !name.equals("[:xdigit:]");
    }

    /** A range that runs backwards is dropped, as in minimatch. */
    private void addRange(char from, char to) {
        if (to > from) {
            included.add(from, to);
            items++;
            onlyItem = -1;
        } else if (to == from) {
            add(to);
        }
    }

    private void add(char... characters) {
        for (var character : characters) {
            included.add(character);
        }
        items++;
        onlyItem = characters.length == 1 ? characters[0] : -1;
    }
}
