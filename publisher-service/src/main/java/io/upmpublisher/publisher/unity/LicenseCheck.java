package io.upmpublisher.publisher.unity;

import java.util.List;
import java.util.regex.Pattern;

import io.upmpublisher.publisher.manifest.Finding;
import io.upmpublisher.publisher.manifest.Finding.Code;
import io.upmpublisher.publisher.manifest.PackageManifest;

/** Whether the file is there that a manifest names in place of a licence. */
final class LicenseCheck {

    private static final Pattern FILE = Pattern.compile("SEE LICEN[CS]E IN (?:\\./)?(\\S.*)");

    private LicenseCheck() {
    }

    static List<Finding> findings(PackageManifest manifest, PackageAssets assets) {
        var named = manifest.license().map(String::strip).map(FILE::matcher).filter(matcher -> matcher.matches())
                .map(matcher -> matcher.group(1));
        return named.filter(file -> !assets.has(file)).map(file -> List.of(Finding.of(Code.LICENSE_FILE_MISSING, "/license",
                "the file that has the licence is not in the package", "Commit and pack it, or correct its name.")))
                .orElse(List.of());
    }
}
