package io.upmpublisher.publisher.unity;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

import io.upmpublisher.publisher.manifest.Finding;
import io.upmpublisher.publisher.manifest.Finding.Code;
import io.upmpublisher.publisher.manifest.PackageManifest;

/** Whether a version that promises to be compatible asks for a newer Unity than the one before. */
final class UnityVersionCheck {

    private static final Pattern VERSION = Pattern.compile("(\\d{4})\\.(\\d{1,3})");

    private UnityVersionCheck() {
    }

    static Optional<Finding> finding(PackageManifest manifest, Predecessor before) {
        var now = manifest.unity().flatMap(UnityVersionCheck::parse);
        var then = before.unity().flatMap(UnityVersionCheck::parse);
        var version = manifest.version();
        if (now.isEmpty() || then.isEmpty() || now.get().compareTo(then.get()) <= 0
                || !version.major().equals(before.version().major())) {
            return Optional.empty();
        }
        var isPatch = version.minor().equals(before.version().minor());
        // Below 1.0.0 a minor version may break anything.
        return !isPatch && version.major().signum() == 0 ? Optional.empty()
                : Optional.of(Finding.of(isPatch ? Code.UNITY_RAISED_IN_PATCH : Code.UNITY_RAISED_IN_MINOR, "/unity",
                        "it needs Unity " + now.get() + ", version " + before.version() + " only " + then.get(),
                        "Raise the " + (isPatch ? "minor or major" : "major")
                                + " version instead: projects on the older Unity take this one for compatible."));
    }

    private static Optional<Unity> parse(String text) {
        var matcher = VERSION.matcher(text);
        return matcher.matches()
                ? Optional.of(new Unity(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }

    private record Unity(int major, int minor) implements Comparable<Unity> {

        private static final Comparator<Unity> ORDER = Comparator.comparingInt(Unity::major).thenComparingInt(Unity::minor);

        @Override
        public int compareTo(Unity other) {
            return ORDER.compare(this, other);
        }

        @Override
        public String toString() {
            return major + "." + minor;
        }
    }
}
