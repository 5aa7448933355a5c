package io.upmpublisher.publisher.glob;

import java.util.List;

/** What one path part must look like, piece by piece. */
sealed interface Element {

    /** One given character, or its other case. */
    record Literal(int character) implements Element {
    }

    /** {@code ?}: any character. */
    record AnyCharacter() implements Element {
    }

    /** {@code *}: any characters, at least {@code least}. */
    record AnyCharacters(int least) implements Element {
    }

    /** {@code [...]}. */
    record CharacterClass(CharacterSet set) implements Element {
    }

    /** A character class that cannot match, which spoils its whole part. */
    record Nothing() implements Element {
    }

    /** Refuses the parts {@code .} and {@code ..} at the start. */
    record NoTraversal() implements Element {
    }

    /** The end of the part. */
    record End() implements Element {
    }

    /** {@code @(a|b)}, {@code ?(a|b)}, {@code *(a|b)}, {@code +(a|b)}. */
    record Choice(List<List<Element>> alternatives, boolean optional, boolean repeated) implements Element {
    }

    /** {@code !(a|b)}: anything from here on, unless an alternative matches from here to the end. */
    record AnythingBut(List<List<Element>> alternatives) implements Element {
    }
}
