package io.upmpublisher.publisher.glob;

import java.util.ArrayDeque;
import java.util.Optional;

/** The first pair of braces that belong together, with what stands before, between and after them. */
record BalancedBraces(String before, String body, String after) {

    static Optional<BalancedBraces> find(String text) {
        var open = text.indexOf('{');
        var close = text.indexOf('}', open + 1);
        if (open < 0 || close <= 0) {
            return Optional.empty();
        }
        var begins = new ArrayDeque<Integer>();
        var left = text.length();
        var right = -1;
        var i = open;
        while (i >= 0) {
            if (i == open) {
                begins.push(i);
                open = text.indexOf('{', i + 1);
            } else if (begins.size() == 1) {
                return Optional.of(cut(text, begins.pop(), close));
            } else {
                // More closing than opening braces never end the search; the innermost pair so far is kept for the end.
                if (!begins.isEmpty()) {
                    var begin = begins.pop();
                    if (begin < left) {
                        left = begin;
                        right = close;
                    }
                }
                close = text.indexOf('}', i + 1);
            }
            i = open < close && open >= 0 ? open : close;
        }
        return begins.isEmpty() || right < 0 ? Optional.empty() : Optional.of(cut(text, left, right));
    }

    private static BalancedBraces cut(String text, int open, int close) {
        return new BalancedBraces(text.substring(0, open), text.substring(open + 1, close), text.substring(close + 1));
    }
}
