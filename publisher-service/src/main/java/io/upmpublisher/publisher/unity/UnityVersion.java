package io.upmpublisher.publisher.unity;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A version of Unity that a package asks for, as in {@code 2021.3}, or {@code 2021.3.12f1} where it asks for a release
 * (https://docs.unity3d.com/Manual/upm-manifestPkg.html, unityRelease).
 */
record UnityVersion(int major, int minor, Optional<Release> release) {

    private static final Pattern VERSION = Pattern.compile("(\\d{4})\\.(\\d{1,3})(?:\\.(.*))?", Pattern.DOTALL);
    private static final Pattern RELEASE = Pattern.compile("(\\d{1,4})([abfp])(\\d{1,4})");
    private static final Comparator<UnityVersion> BY_LINE = Comparator.comparingInt(UnityVersion::major)
            .thenComparingInt(UnityVersion::minor);

    /** @param stage alpha, beta, final or patch, which their letters order */
    record Release(int update, char stage, int number) implements Comparable<Release> {

        private static final Comparator<Release> ORDER = Comparator.comparingInt(Release::update)
                .thenComparingInt(Release::stage).thenComparingInt(Release::number);

        @Override
        public int compareTo(Release other) {
            return ORDER.compare(this, other);
        }

        @Override
        public String toString() {
            return update + "" + stage + number;
        }
    }

    /** Without the release if that has none of Unity's forms. */
    static Optional<UnityVersion> parse(String text) {
        var version = VERSION.matcher(text);
        return version.matches()
                ? Optional.of(new UnityVersion(Integer.parseInt(version.group(1)), Integer.parseInt(version.group(2)),
                        Optional.ofNullable(version.group(3)).flatMap(UnityVersion::release)))
                : Optional.empty();
    }

    private static Optional<Release> release(String text) {
        var release = RELEASE.matcher(text);
        return release.matches()
                ? Optional.of(new Release(Integer.parseInt(release.group(1)), release.group(2).charAt(0),
                        Integer.parseInt(release.group(3))))
                : Optional.empty();
    }

    boolean isOfNewerLineThan(UnityVersion other) {
        return BY_LINE.compare(this, other) > 0;
    }

    /** Whether there are releases of the line that the other takes and this one does not. */
    boolean asksForANewerReleaseThan(UnityVersion other) {
        return BY_LINE.compare(this, other) == 0 && release.isPresent()
                && (other.release.isEmpty() || release.get().compareTo(other.release.get()) > 0);
    }

    @Override
    public String toString() {
        return major + "." + minor + release.map(each -> "." + each).orElse("");
    }
}
