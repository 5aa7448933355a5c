package io.upmpublisher.events;

import java.util.Optional;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Which packages of a repository a request means. Written as {@code all}, {@code changed}, or {@code path:} and the manifest's
 * path.
 */
public record PackageSelection(Kind kind, Optional<String> path) {

    public static final int MAX_PATH_LENGTH = 1_024;

    private static final String PATH_PREFIX = "path:";
    static final Pattern FORM = Pattern.compile("all|changed|" + PATH_PREFIX + ".{1," + MAX_PATH_LENGTH + "}");
    private static final Pattern UNKEEPABLE = Pattern.compile("[\\p{Cc}\\p{Cs}\\\\]");

    public enum Kind {
        /** Every package at the commit. */
        ALL,
        /** The packages whose manifest differs between {@code before} and the commit; all, when that cannot be told. */
        CHANGED,
        /** The one whose manifest lies at {@link PackageSelection#path()}. */
        PATH
    }

    public PackageSelection {
        if ((kind == Kind.PATH) != path.isPresent()) {
            throw new InvalidValueException("package selection", "a path goes with the kind 'path', and only with it");
        }
        path.ifPresent(PackageSelection::requireRelative);
    }

    public static PackageSelection all() {
        return new PackageSelection(Kind.ALL, Optional.empty());
    }

    public static PackageSelection changed() {
        return new PackageSelection(Kind.CHANGED, Optional.empty());
    }

    /**
     * @param path relative to the repository's root, of the manifest or of its folder
     */
    public static PackageSelection at(String path) {
        return new PackageSelection(Kind.PATH, Optional.of(manifestPath(path)));
    }

    @JsonCreator
    public static PackageSelection parse(String text) {
        return switch (text) {
            case "all" -> all();
            case "changed" -> changed();
            default -> {
                if (!text.startsWith(PATH_PREFIX)) {
                    throw new InvalidValueException("package selection", "it is all, changed, or path: and a path");
                }
                yield at(text.substring(PATH_PREFIX.length()));
            }
        };
    }

    @Override
    @JsonValue
    public String toString() {
        return switch (kind) {
            case ALL -> "all";
            case CHANGED -> "changed";
            case PATH -> PATH_PREFIX + path.orElseThrow();
        };
    }

    private static String manifestPath(String path) {
        var trimmed = path.startsWith("./") ? path.substring(2) : path;
        if (trimmed.equals("package.json") || trimmed.endsWith("/package.json")) {
            return trimmed;
        }
        var folder = trimmed.endsWith("/") ? trimmed.substring(0, trimmed.length() - 1) : trimmed;
        return folder.isEmpty() || folder.equals(".") ? "package.json" : folder + "/package.json";
    }

    private static void requireRelative(String path) {
        if (path.length() > MAX_PATH_LENGTH) {
            throw new InvalidValueException("package path", "it has more than 1,024 characters");
        }
        for (var part : path.split("/", -1)) {
            if (part.isEmpty() || part.equals(".") || part.equals("..")) {
                throw new InvalidValueException("package path", "it is relative to the repository and stays inside it");
            }
        }
        if (UNKEEPABLE.matcher(path).find()) {
            throw new InvalidValueException("package path",
                    "it has no control characters, no backslashes and no halves of characters");
        }
    }
}
