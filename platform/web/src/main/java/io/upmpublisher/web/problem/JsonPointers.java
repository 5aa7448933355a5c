package io.upmpublisher.web.problem;

/** Steps of a JSON Pointer (RFC 6901). Names come from callers, so they are cut: an answer must not grow with the request. */
final class JsonPointers {

    private static final int MAX_STEP = 100;

    private JsonPointers() {
    }

    static String step(String name) {
        var shown = name.length() > MAX_STEP ? name.substring(0, MAX_STEP) + "…" : name;
        return "/" + shown.replace("~", "~0").replace("/", "~1");
    }
}
