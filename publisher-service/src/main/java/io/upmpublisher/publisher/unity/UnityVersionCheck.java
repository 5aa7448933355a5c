package io.upmpublisher.publisher.unity;

import java.util.Optional;

import io.upmpublisher.publisher.manifest.Finding;
import io.upmpublisher.publisher.manifest.Finding.Code;
import io.upmpublisher.publisher.manifest.PackageManifest;

/** Whether a version that promises to be compatible asks for a newer Unity than the one before. */
final class UnityVersionCheck {

    private UnityVersionCheck() {
    }

    static Optional<Finding> finding(PackageManifest manifest, Predecessor before) {
        var now = askedFor(manifest);
        var then = before.unity().flatMap(UnityVersion::parse);
        var version = manifest.version();
        if (now.isEmpty() || then.isEmpty() || !version.major().equals(before.version().major())) {
            return Optional.empty();
        }
        var isPatch = version.minor().equals(before.version().minor());
        if (now.get().isOfNewerLineThan(then.get())) {
            // Below 1.0.0 a minor version may break anything.
            return !isPatch && version.major().signum() == 0 ? Optional.empty()
                    : Optional.of(raised(isPatch, "/unity", now.get(), then.get(), before));
        }
        // Who has a line of Unity gets its releases as patches: a minor version may ask for one.
        return isPatch && now.get().asksForANewerReleaseThan(then.get())
                ? Optional.of(raised(true, "/unityRelease", now.get(), then.get(), before))
                : Optional.empty();
    }

    private static Optional<UnityVersion> askedFor(PackageManifest manifest) {
        return manifest.unity()
                .flatMap(line -> UnityVersion.parse(line + manifest.unityRelease().map(each -> "." + each).orElse("")));
    }

    private static Finding raised(boolean isPatch, String field, UnityVersion now, UnityVersion then, Predecessor before) {
        return Finding.of(isPatch ? Code.UNITY_RAISED_IN_PATCH : Code.UNITY_RAISED_IN_MINOR, field,
                "it needs Unity " + now + ", version " + before.version() + " only " + then,
                "Raise the " + (isPatch ? "minor or major" : "major")
                        + " version instead: projects on the older Unity take this one for compatible.");
    }
}
