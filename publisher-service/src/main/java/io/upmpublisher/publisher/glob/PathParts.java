package io.upmpublisher.publisher.glob;

import java.util.ArrayList;
import java.util.List;

/** A path as minimatch looks at it: split at slashes, where several count as one and one at either end leaves an empty part. */
public record PathParts(List<String> parts) {

    public PathParts {
        parts = List.copyOf(parts);
    }

    public static PathParts of(String path) {
        return new PathParts(split(path));
    }

    static List<String> split(String text) {
        var parts = new ArrayList<String>();
        var start = 0;
        for (var i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '/') {
                parts.add(text.substring(start, i));
                while (i + 1 < text.length() && text.charAt(i + 1) == '/') {
                    i++;
                }
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }

    boolean isSlash() {
        return parts.size() == 2 && parts.get(0).isEmpty() && parts.get(1).isEmpty();
    }

    /** The last part that is not empty: what a pattern without a slash is compared with. */
    String basename() {
        for (var i = parts.size() - 1; i >= 0; i--) {
            if (!parts.get(i).isEmpty()) {
                return parts.get(i);
            }
        }
        return "";
    }
}
