package io.upmpublisher.web.token;

import org.jspecify.annotations.Nullable;

import io.upmpublisher.events.UserName;

/** What the holders of a provider's tokens are called in records. */
final class HolderNames {

    /** Of a name that an entry of UPM_TOKENS has; no entry may end so. */
    static final String MARK = "@oidc";
    /** Before the digest of whoever's name was shortened. No entry of UPM_TOKENS may have it. */
    private static final String OF = "~";
    private static final int DIGITS = 8;
    private static final int MAX_LENGTH = UserName.MAX_LENGTH - OF.length() - DIGITS;

    private final TokenTable tokens;

    HolderNames(TokenTable tokens) {
        this.tokens = tokens;
    }

    /**
     * The user's name, without the rest where it is an e-mail address, or what else the provider knows the user by. Where that
     * is not all of it, a digest of {@code sub} tells apart whom the rest would have. Users may be able to choose their name:
     * so
     * it never is one that UPM_TOKENS gives to somebody else, nor one that a digest was given to.
     */
    String of(@Nullable Object preferred, String subject) {
        var whole = preferred == null || local(preferred.toString()).isBlank() ? subject : preferred.toString();
        var name = UserName.of(shortened(local(whole))).toString();
        if (!name.equals(whole) || name.contains(OF)) {
            return name + OF + TokenDigest.of(subject).firstDigits(DIGITS);
        }
        return tokens.hasName(name) ? name + MARK : name;
    }

    private static String shortened(String name) {
        return name.length() > MAX_LENGTH ? name.substring(0, MAX_LENGTH) : name;
    }

    private static String local(String name) {
        var at = name.indexOf('@', 1);
        return at > 0 ? name.substring(0, at) : name;
    }
}
