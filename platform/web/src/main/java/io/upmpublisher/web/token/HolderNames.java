package io.upmpublisher.web.token;

import org.jspecify.annotations.Nullable;

import io.upmpublisher.events.UserName;

/** What the holders of a provider's tokens are called in records. */
final class HolderNames {

    private static final String MARK = "@oidc";

    private final TokenTable tokens;

    HolderNames(TokenTable tokens) {
        this.tokens = tokens;
    }

    /**
     * The user's name, without the rest where it is an e-mail address, or what else the provider knows the user by. Users may
     * be able to choose it: so it never is one that UPM_TOKENS gives to somebody else.
     */
    String of(@Nullable Object preferred, String subject) {
        var name = preferred == null ? "" : local(preferred.toString());
        name = name.isBlank() ? local(subject) : name;
        name = UserName.of(name.length() > UserName.MAX_LENGTH - MARK.length()
                ? name.substring(0, UserName.MAX_LENGTH - MARK.length())
                : name).toString();
        return tokens.hasName(name) ? name + MARK : name;
    }

    private static String local(String name) {
        var at = name.indexOf('@');
        return at > 0 ? name.substring(0, at) : name;
    }
}
