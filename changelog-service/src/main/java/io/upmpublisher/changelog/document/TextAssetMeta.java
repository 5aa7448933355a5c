package io.upmpublisher.changelog.document;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

import io.upmpublisher.events.RepositoryName;

/**
 * Unity's companion of a text file. In a package that was installed from a registry Unity cannot make one itself, and leaves a
 * file without it out with an error.
 */
final class TextAssetMeta {

    private TextAssetMeta() {
    }

    /** The guid follows from where the file is: whoever makes it again, or on another branch, makes the same. */
    static byte[] of(RepositoryName repository, String path) {
        var guid = UUID.nameUUIDFromBytes((repository.key() + "/" + path).getBytes(StandardCharsets.UTF_8));
        // The spaces behind the last three are Unity's own.
        return ("fileFormatVersion: 2\nguid: " + guid.toString().replace("-", "") + "\nTextScriptImporter:\n"
                + "  externalObjects: {}\n  userData: \n  assetBundleName: \n  assetBundleVariant: \n")
                .getBytes(StandardCharsets.UTF_8);
    }
}
