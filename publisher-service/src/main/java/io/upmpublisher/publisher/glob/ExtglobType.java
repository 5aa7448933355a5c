package io.upmpublisher.publisher.glob;

import java.util.Map;
import java.util.Optional;

/** The kinds of {@code x(a|b)} and which of them can be merged when nested, as minimatch's tables say. */
enum ExtglobType {
    NONE_OF('!', "@", "?", Map.of('!', '@')),
    AT_MOST_ONE('?', "?@", "", Map.of('*', '*', '+', '*')),
    EXACTLY_ONE('@', "@", "?", Map.of('!', '!', '?', '?', '@', '@', '*', '*', '+', '+')),
    ANY_NUMBER('*', "*+?@", "", Map.of()),
    AT_LEAST_ONE('+', "+@", "?*", Map.of('?', '*', '*', '*'));

    private final char sign;
    private final String adopts;
    private final String adoptsWithEmpty;
    private final Map<Character, Character> usurped;

    ExtglobType(char sign, String adopts, String adoptsWithEmpty, Map<Character, Character> usurped) {
        this.sign = sign;
        this.adopts = adopts;
        this.adoptsWithEmpty = adoptsWithEmpty;
        this.usurped = usurped;
    }

    static Optional<ExtglobType> of(char sign) {
        for (var type : values()) {
            if (type.sign == sign) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    char sign() {
        return sign;
    }

    /** {@code +(a|@(b|c))} is {@code +(a|b|c)}. */
    boolean canAdopt(ExtglobType child) {
        return adopts.indexOf(child.sign) >= 0;
    }

    /** {@code +(a|?(b))} is {@code +(a|b|)}. */
    boolean canAdoptWithEmpty(ExtglobType child) {
        return adoptsWithEmpty.indexOf(child.sign) >= 0;
    }

    /** What a group becomes whose only alternative is another group: {@code ?(*(a))} is {@code *(a)}. */
    Optional<ExtglobType> usurpedBy(ExtglobType child) {
        return Optional.ofNullable(usurped.get(child.sign)).flatMap(ExtglobType::of);
    }
}
