package io.upmpublisher.publisher.glob;

import com.ibm.icu.text.UnicodeSet;

/**
 * The characters of a {@code [...]}, without regard to case. POSIX classes make the whole part a Unicode expression, in
 * which code points are compared instead of UTF-16 units.
 */
final class CharacterSet {

    private final UnicodeSet included;
    private final UnicodeSet includedClosed;
    private final UnicodeSet excludedClosed;
    private final boolean negated;

    /**
     * @param included the characters listed, or ranges of them
     * @param excluded the complements of {@code [:graph:]} and {@code [:print:]}, which match what is not in them
     */
    CharacterSet(UnicodeSet included, UnicodeSet excluded, boolean negated) {
        this.included = new UnicodeSet(included).freeze();
        this.includedClosed = new UnicodeSet(included).closeOver(UnicodeSet.SIMPLE_CASE_INSENSITIVE).freeze();
        this.excludedClosed = new UnicodeSet(excluded).closeOver(UnicodeSet.SIMPLE_CASE_INSENSITIVE).freeze();
        this.negated = negated;
    }

    boolean contains(int character, boolean unicode) {
        var listed = unicode ? includedClosed.contains(character) : containsUnit((char) character);
        if (excludedClosed.isEmpty()) {
            return listed != negated;
        }
        var outside = !excludedClosed.contains(character);
        // With both kinds minimatch joins two classes by "or", each negated for itself.
        return included.isEmpty() ? outside != negated : listed != negated || outside != negated;
    }

    private boolean containsUnit(char unit) {
        return included.contains(unit) || JavaScriptCase.variants(unit).chars().anyMatch(included::contains);
    }
}
