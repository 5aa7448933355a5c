package io.upmpublisher.publisher.registry;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import io.upmpublisher.events.InvalidValueException;
import io.upmpublisher.events.SemVersion;

/** Older versions that are still cared for, written {@code 1.x} or {@code 2.3.x}. */
public record MaintenanceLine(BigInteger major, Optional<BigInteger> minor) {

    private static final Pattern FORM = Pattern.compile("(0|[1-9]\\d{0,15})(?:\\.(0|[1-9]\\d{0,15}))?\\.x");

    public static MaintenanceLine parse(String text) {
        var matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new InvalidValueException("maintenance line", "it is written as in 1.x or 2.3.x");
        }
        return new MaintenanceLine(new BigInteger(matcher.group(1)),
                Optional.ofNullable(matcher.group(2)).map(BigInteger::new));
    }

    boolean contains(SemVersion version) {
        return version.major().equals(major) && minor.map(version.minor()::equals).orElse(true);
    }

    /** The narrowest of the lines that the version is on. */
    static Optional<MaintenanceLine> of(SemVersion version, List<MaintenanceLine> lines) {
        return lines.stream().filter(line -> line.contains(version))
                .max(Comparator.comparing((MaintenanceLine line) -> line.minor().isPresent()));
    }

    /** Not {@code v1.x}: npm refuses a tag that is a version range. */
    DistTag distTag() {
        return new DistTag("latest-" + major + minor.map(number -> "." + number).orElse(""));
    }

    @Override
    public String toString() {
        return major + minor.map(number -> "." + number).orElse("") + ".x";
    }
}
