package io.upmpublisher.publisher.registry;

import java.util.Locale;
import java.util.regex.Pattern;

import io.upmpublisher.events.InvalidValueException;
import io.upmpublisher.events.SemVersion;

/** A name for a version that moves. It must not read as a SemVer range, for {@code name@1.x} would then mean two things. */
public record DistTag(String value) {

    private static final Pattern TAG = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,63}");
    private static final Pattern RANGE = Pattern.compile("v*(?:x|\\d+)(?:\\.(?:x|\\d+)){0,2}(?:[-+.].*)?");

    public static final DistTag LATEST = new DistTag("latest");
    private static final DistTag NEXT = new DistTag("next");

    public DistTag {
        if (!isTag(value)) {
            throw new InvalidValueException("dist-tag",
                    "it begins with a letter, has letters, digits, '.', '_' and '-', and must not be a version range as in v1 or 1.x");
        }
    }

    /** The channel that a prerelease names itself, as in {@code 1.0.0-preview.2}. */
    static DistTag ofPrerelease(SemVersion version) {
        var channel = version.prerelease().orElseThrow().split("\\.", 2)[0];
        return isTag(channel) && !channel.equalsIgnoreCase(LATEST.value) ? new DistTag(channel) : NEXT;
    }

    @Override
    public String toString() {
        return value;
    }

    private static boolean isTag(String value) {
        return TAG.matcher(value).matches() && !RANGE.matcher(value.toLowerCase(Locale.ROOT)).matches();
    }
}
