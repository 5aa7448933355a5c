package io.upmpublisher.events;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A version by the grammar of Semantic Versioning 2.0.0
 * (https://semver.org/#backusnaur-form-grammar-for-valid-semver-versions).
 * Ordering is SemVer's precedence with build metadata ignored, so {@code compareTo} may be 0 where {@code equals} is false;
 * registries know a version only {@link #withoutBuild() without} it.
 */
public record SemVersion(BigInteger major, BigInteger minor, BigInteger patch, Optional<String> prerelease,
        Optional<String> build) implements Comparable<SemVersion> {

    public static final int MAX_LENGTH = 256;

    private static final String NUMBER = "(0|[1-9]\\d*)";
    private static final String PRERELEASE = "(?:\\d*[A-Za-z-][0-9A-Za-z-]*|0|[1-9]\\d*)";
    private static final String BUILD = "[0-9A-Za-z-]+";
    static final Pattern GRAMMAR = Pattern.compile(NUMBER + "\\." + NUMBER + "\\." + NUMBER
            + "(?:-(" + PRERELEASE + "(?:\\." + PRERELEASE + ")*+))?+"
            + "(?:\\+(" + BUILD + "(?:\\." + BUILD + ")*+))?+");
    private static final BigInteger LARGEST_SAFE = BigInteger.valueOf((1L << 53) - 1);
    private static final Comparator<SemVersion> PRECEDENCE = Comparator.comparing(SemVersion::major)
            .thenComparing(SemVersion::minor)
            .thenComparing(SemVersion::patch)
            .thenComparing(SemVersion::prerelease, SemVersion::comparePrerelease);

    @JsonCreator
    public static SemVersion parse(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new InvalidValueException("version", "it has more than 256 characters");
        }
        var matcher = GRAMMAR.matcher(text);
        if (!matcher.matches()) {
            throw new InvalidValueException("version",
                    "SemVer 2.0 has three numbers without leading zeros, as in 1.2.3 or 1.2.3-pre.1");
        }
        return new SemVersion(number(matcher.group(1)), number(matcher.group(2)), number(matcher.group(3)),
                Optional.ofNullable(matcher.group(4)), Optional.ofNullable(matcher.group(5)));
    }

    public boolean isPrerelease() {
        return prerelease.isPresent();
    }

    /** The version that a registry stores: npm drops build metadata when publishing. */
    public SemVersion withoutBuild() {
        return build.isEmpty() ? this : new SemVersion(major, minor, patch, prerelease, Optional.empty());
    }

    @Override
    public int compareTo(SemVersion other) {
        return PRECEDENCE.compare(this, other);
    }

    @Override
    @JsonValue
    public String toString() {
        return major + "." + minor + "." + patch + prerelease.map(text -> "-" + text).orElse("")
                + build.map(text -> "+" + text).orElse("");
    }

    private static BigInteger number(String digits) {
        var number = new BigInteger(digits);
        // Above 2^53 - 1 npm's own parser refuses, because JavaScript would round.
        if (number.compareTo(LARGEST_SAFE) > 0) {
            throw new InvalidValueException("version", "a number in it is larger than 9007199254740991");
        }
        return number;
    }

    private static int comparePrerelease(Optional<String> left, Optional<String> right) {
        if (left.isEmpty() || right.isEmpty()) {
            return Boolean.compare(left.isEmpty(), right.isEmpty());
        }
        var lefts = left.get().split("\\.");
        var rights = right.get().split("\\.");
        for (var i = 0; i < Math.min(lefts.length, rights.length); i++) {
            var order = compareIdentifier(lefts[i], rights[i]);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(lefts.length, rights.length);
    }

    private static int compareIdentifier(String left, String right) {
        var leftIsNumber = left.chars().allMatch(Character::isDigit);
        var rightIsNumber = right.chars().allMatch(Character::isDigit);
        if (leftIsNumber && rightIsNumber) {
            return new BigInteger(left).compareTo(new BigInteger(right));
        }
        return leftIsNumber != rightIsNumber ? (leftIsNumber ? -1 : 1) : left.compareTo(right);
    }
}
