package io.upmpublisher.publisher.unity;

import java.util.List;
import java.util.Locale;

/** Which paths of a package Unity imports (https://docs.unity3d.com/Manual/SpecialFolders.html, hidden assets). */
final class AssetPath {

    static final String META = ".meta";

    /** Folders that Unity takes for one plug-in: what is in them has no {@code .meta} of its own. */
    private static final List<String> PLUGIN_FOLDERS = List.of(".bundle", ".plugin", ".framework", ".xcframework",
            ".androidlib",
            ".androidpack", ".app", ".dsym");

    private AssetPath() {
    }

    /** Whether Unity makes an asset of the file or folder, and so wants a {@code .meta} beside it. */
    static boolean isAsset(String path) {
        var start = 0;
        for (var slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', start)) {
            var folder = path.substring(start, slash);
            if (isHidden(folder) || isPluginFolder(folder)) {
                return false;
            }
            start = slash + 1;
        }
        var name = path.substring(start);
        return !isHidden(name) && !name.toLowerCase(Locale.ROOT).endsWith(".tmp");
    }

    static boolean isMeta(String path) {
        return path.endsWith(META);
    }

    /** Whether something on the way begins with a dot: litter of tools, which nobody misses. */
    static boolean isDotted(String path) {
        return path.startsWith(".") || path.contains("/.");
    }

    private static boolean isHidden(String name) {
        return name.startsWith(".") || name.endsWith("~") || name.equalsIgnoreCase("cvs");
    }

    private static boolean isPluginFolder(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return PLUGIN_FOLDERS.stream().anyMatch(lower::endsWith);
    }
}
