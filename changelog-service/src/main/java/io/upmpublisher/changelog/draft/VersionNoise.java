package io.upmpublisher.changelog.draft;

import java.util.regex.Pattern;

import io.upmpublisher.events.SemVersion;

/** Subjects that tell of nothing but a version's number, which the entry's heading tells already. */
final class VersionNoise {

    private static final String NUMBER = "v?\\d+\\.\\d+(?:\\.\\d+)?[\\w.+-]*";
    private static final Pattern NUMBER_ALONE = Pattern.compile("(?i)(?:version |release )?" + NUMBER + "[.!]?");
    private static final Pattern VERSION_RAISED = Pattern.compile("(?i)(?:auto[- ])?"
            + "(?:bump(?:ed|s)?|set|update[ds]?|upgrade[ds]?|increase[ds]?|raise[ds]?|up|change[ds]?|prepare[ds]?|release[ds]?)"
            + "(?: the| up)?(?: new)?(?: package)?(?:'s)? (?:version|ver)(?: number)?(?: from " + NUMBER
            + ")?(?: (?:to|for))?(?: " + NUMBER
            + ")?[.!]?");
    private static final Pattern RELEASED = Pattern
            .compile(
                    "(?i)(?:bump(?:ed)?|release[ds]?|prepare[ds]?|publish(?:ed)?|upgrade[ds]?)(?: [\\w@/.-]{1,214})?(?: to| version| for)? v?(\\S+?)[.!]?");

    private VersionNoise() {
    }

    /**
     * @param own of the package; "bump X to" another one tells of a dependency
     */
    static boolean is(String description, SemVersion own) {
        var text = description.strip();
        if (NUMBER_ALONE.matcher(text).matches() || VERSION_RAISED.matcher(text).matches()) {
            return true;
        }
        var released = RELEASED.matcher(text);
        return released.matches() && released.group(1).equals(own.toString());
    }
}
