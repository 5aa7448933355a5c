package io.upmpublisher.testing;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Unity's {@code .meta} files with a guid that depends on the path alone, so that fixtures never change by themselves. */
final class UnityMeta {
    private UnityMeta() {
    }

    static String ofFile(String path) {
        return """
                fileFormatVersion: 2
                guid: %s
                DefaultImporter:
                  externalObjects: {}
                  userData:
                  assetBundleName:
                  assetBundleVariant:
                """.formatted(guid(path));
    }

    static String ofFolder(String path) {
        return """
                fileFormatVersion: 2
                guid: %s
                folderAsset: yes
                DefaultImporter:
                  externalObjects: {}
                """.formatted(guid(path));
    }

    private static String guid(String path) {
        return UUID.nameUUIDFromBytes(path.getBytes(StandardCharsets.UTF_8)).toString().replace("-", "");
    }
}
