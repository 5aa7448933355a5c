package io.upmpublisher.events;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A package's name as a registry accepts it for a new package: npm's rules
 * (https://github.com/npm/validate-npm-package-name#naming-rules), narrowed to ASCII letters, digits, {@code . _ -}. The name
 * becomes a URL path and a file name, so nothing else may get through.
 */
public record PackageName(String value) implements Comparable<PackageName> {

    public static final int MAX_LENGTH = 214;

    private static final Pattern PLAIN = Pattern.compile("[a-z0-9-][a-z0-9._-]*");
    private static final Pattern SCOPED = Pattern.compile("@[a-z0-9-][a-z0-9._-]*/[a-z0-9-][a-z0-9._-]*");
    static final Pattern FORM = Pattern.compile(PLAIN + "|" + SCOPED);
    private static final Pattern REVERSE_DOMAIN = Pattern.compile("[a-z0-9][a-z0-9_-]*(?:\\.[a-z0-9][a-z0-9_-]*){2,}");
    private static final Set<String> RESERVED = Set.of("node_modules", "favicon.ico");

    public PackageName {
        if (value.length() > MAX_LENGTH) {
            throw new InvalidValueException("package name", "it has more than 214 characters");
        }
        if (!FORM.matcher(value).matches()) {
            throw new InvalidValueException("package name",
                    "it may have lower-case letters, digits, '.', '_' and '-', begins with a letter, a digit or '-', and may have a scope before a slash, as in @scope/name");
        }
        if (RESERVED.contains(value)) {
            throw new InvalidValueException("package name", "npm reserves node_modules and favicon.ico");
        }
    }

    @JsonCreator
    public static PackageName of(String value) {
        return new PackageName(value);
    }

    /** The scope with its {@code @}, as in {@code @acme}. */
    public Optional<String> scope() {
        return value.startsWith("@") ? Optional.of(value.substring(0, value.indexOf('/'))) : Optional.empty();
    }

    /**
     * Whether the name has the form that Unity asks of a package, {@code domain.company.package}
     * (https://docs.unity3d.com/Manual/cus-naming.html). Scoped names never have.
     */
    public boolean isReverseDomain() {
        return REVERSE_DOMAIN.matcher(value).matches();
    }

    @Override
    public int compareTo(PackageName other) {
        return value.compareTo(other.value);
    }

    @Override
    @JsonValue
    public String toString() {
        return value;
    }
}
