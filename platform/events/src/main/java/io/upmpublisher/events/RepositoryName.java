package io.upmpublisher.events;

import java.util.Locale;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A repository as {@code owner/name}, in the characters that GitHub allows. Equality ignores case, as GitHub does; the spelling
 * that came in is kept for display.
 */
public record RepositoryName(String owner, String name) {

    private static final Pattern OWNER = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9_]|-(?=[A-Za-z0-9_])){0,38}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,100}");
    static final Pattern FORM = Pattern.compile(OWNER + "/" + NAME);

    public RepositoryName {
        if (!OWNER.matcher(owner).matches()) {
            throw new InvalidValueException("repository",
                    "the owner may have letters, digits and single hyphens, at most 39 of them");
        }
        if (!NAME.matcher(name).matches() || name.equals(".") || name.equals("..")
                || name.toLowerCase(Locale.ROOT).endsWith(".git")) {
            throw new InvalidValueException("repository",
                    "the name may have letters, digits, '.', '_' and '-', at most 100 of them, and does not end with .git");
        }
    }

    @JsonCreator
    public static RepositoryName parse(String text) {
        var slash = text.indexOf('/');
        if (slash < 0) {
            throw new InvalidValueException("repository", "it is written owner/name");
        }
        return new RepositoryName(text.substring(0, slash), text.substring(slash + 1));
    }

    /** The form that keys and look-ups use: GitHub treats {@code Acme/Core} and {@code acme/core} as one repository. */
    public String key() {
        return toString().toLowerCase(Locale.ROOT);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RepositoryName that && key().equals(that.key());
    }

    @Override
    public int hashCode() {
        return key().hashCode();
    }

    @Override
    @JsonValue
    public String toString() {
        return owner + "/" + name;
    }
}
