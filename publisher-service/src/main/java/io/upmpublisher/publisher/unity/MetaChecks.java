package io.upmpublisher.publisher.unity;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.upmpublisher.publisher.manifest.Finding;
import io.upmpublisher.publisher.manifest.Finding.Code;
import io.upmpublisher.publisher.report.Examples;

/**
 * Each asset of an installed package needs its {@code .meta} in the package: Unity cannot write one there, and passes over the
 * asset with an error.
 */
final class MetaChecks {

    private final PackageAssets assets;
    private final Map<String, String> guids = new HashMap<>();
    private final List<String> invalid = new ArrayList<>();

    private MetaChecks(PackageAssets assets) {
        this.assets = assets;
    }

    static MetaChecks of(PackageAssets assets) throws IOException {
        var checks = new MetaChecks(assets);
        for (var meta : checks.metas().toList()) {
            switch (MetaGuid.in(assets.packed().get(meta))) {
                case MetaGuid.Valid(String guid) -> checks.guids.put(meta, guid);
                case MetaGuid.Invalid nothing -> checks.invalid.add(meta);
                case MetaGuid.Unread nothing -> {
                }
            }
        }
        return checks;
    }

    /** By path of the {@code .meta} file, relative to the package. */
    Map<String, String> guids() {
        return guids;
    }

    List<Finding> findings() {
        var findings = new ArrayList<Finding>();
        var missing = Stream.concat(assets.packed().keySet().stream().filter(path -> !AssetPath.isMeta(path)),
                assets.folders().stream())
                .filter(AssetPath::isAsset).filter(path -> !assets.has(path + AssetPath.META)).sorted().toList();
        if (!missing.isEmpty()) {
            findings.add(Finding.of(Code.META_MISSING, "no .meta is packed beside " + Examples.of(missing) + ", and Unity "
                    + "passes over assets without one" + assets.ruleAgainst(missing.getFirst() + AssetPath.META)
                            .map(rule -> " (" + IgnoredFiles.inWords(rule) + " leaves it out)").orElse(""),
                    "Open the package in Unity, which makes them, and commit them."));
        }
        var orphans = metas().filter(path -> !assets.has(path.substring(0, path.length() - AssetPath.META.length()))).toList();
        if (!orphans.isEmpty()) {
            findings.add(Finding.of(Code.META_ORPHAN, "nothing is packed beside " + Examples.of(orphans),
                    "Remove them, or pack what they belong to; git keeps no empty folders."));
        }
        if (!invalid.isEmpty()) {
            findings.add(Finding.of(Code.META_GUID_INVALID, "there is no valid guid in " + Examples.of(invalid),
                    "A guid is 32 hexadecimal digits in lower case; let Unity make the file anew."));
        }
        return findings;
    }

    private Stream<String> metas() {
        return assets.packed().keySet().stream().filter(AssetPath::isMeta).filter(AssetPath::isAsset);
    }
}
