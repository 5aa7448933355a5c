package io.upmpublisher.changelog.draft;

import java.util.regex.Pattern;

import io.upmpublisher.events.SemVersion;

/** Subjects that tell of nothing but a version's number or its changelog, which the entry itself does; or of nothing at all. */
final class VersionNoise {

    private static final String NUMBER = "v?\\d+\\.\\d+(?:\\.\\d+)?[\\w.+-]*";
    private static final Pattern NUMBER_ALONE = Pattern.compile("(?i)(?:version |release )?" + NUMBER + "[.!]?");
    private static final Pattern VERSION_RAISED = Pattern.compile("(?i)(?:auto[- ])?"
            + "(?:bump(?:ed|s)?|set|update[ds]?|upgrade[ds]?|increase[ds]?|raise[ds]?|up|change[ds]?|prepare[ds]?|release[ds]?)"
            + "(?: the| up)?(?: new)?(?: package)?(?:'s)? (?:version|ver)(?: number)?(?: from " + NUMBER
            + ")?(?: (?:to|for))?(?: " + NUMBER
            + "(?: for .*)?)?[.!]?");
    private static final Pattern CHANGELOG_TOLD = Pattern
            .compile("(?i)update[ds]? (?:the )?changelogs?(?:\\.md)?(?: for (?:published packages|v?\\d\\S*))?[.!]?");
    private static final Pattern RELEASED = Pattern
            .compile(
                    "(?i)(?:bump(?:ed)?|release[ds]?|prepare[ds]?|publish(?:ed)?|upgrade[ds]?)(?: [\\w@/.-]{1,214})?(?: to| version| for)? v?(\\S+?)[.!]?");

    private static final Pattern BEFORE = Pattern.compile(
            "(?i)^(?:(?:release[ds]?|bump(?:ed)?(?: version)?(?: to)?|update version(?: to)?) )?" + NUMBER
                    + "(?: ?:| -| –| and| with) (?=\\S)");
    private static final Pattern BEHIND = Pattern
            .compile(
                    "(?i)(?<=\\S),? (?:and|&) (?:bump|raise|update)(?:ed)?(?: the)?(?: version)?(?: to)? " + NUMBER + "[.!]?$");

    private VersionNoise() {
    }

    /** What a subject tells beside the version that it raises: {@code 1.2.3: mend it}, {@code Mend it and bump to 1.2.3}. */
    static String strip(String description) {
        return BEHIND.matcher(BEFORE.matcher(description.strip()).replaceFirst("")).replaceFirst("").strip();
    }

    /**
     * @param own of the package; "bump X to" another one tells of a dependency
     */
    static boolean is(String description, SemVersion own) {
        var text = description.strip();
        if (text.codePoints().noneMatch(Character::isLetterOrDigit) || NUMBER_ALONE.matcher(text).matches()
                || VERSION_RAISED.matcher(text).matches() || CHANGELOG_TOLD.matcher(text).matches()) {
            return true;
        }
        var released = RELEASED.matcher(text);
        return released.matches() && released.group(1).equals(own.toString());
    }
}
