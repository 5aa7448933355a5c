package io.upmpublisher.publisher.report;

import java.util.List;

/** The first of many paths or names, as a sentence names them, with the number of the others. */
public final class Examples {

    private static final int MAX = 5;
    private static final int MAX_CHARACTERS = 180;
    private static final int MAX_PATH = 120;

    private Examples() {
    }

    public static String of(List<String> paths) {
        var text = new StringBuilder();
        var named = 0;
        for (var path : paths) {
            var shown = shortened(path);
            if (named == MAX || named > 0 && text.length() + shown.length() > MAX_CHARACTERS) {
                break;
            }
            text.append(named == 0 ? "" : ", ").append(shown);
            named++;
        }
        var left = paths.size() - named;
        return left == 0 ? text.toString() : text + " and " + left + " more";
    }

    /** The end of a path says more than its beginning. */
    private static String shortened(String path) {
        return path.length() <= MAX_PATH ? path : "…" + path.substring(path.length() - MAX_PATH + 1);
    }
}
