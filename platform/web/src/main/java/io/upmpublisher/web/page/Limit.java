package io.upmpublisher.web.page;

import io.upmpublisher.web.problem.Problem;

/**
 * How many items a page may have. Take it as {@code @QueryParam("limit") @DefaultValue(Limit.DEFAULT) Limit limit}. The cap
 * keeps one call's memory and its time in the database small; who wants more follows the cursor.
 */
public record Limit(int value) {

    public static final String DEFAULT = "50";
    private static final int MAX = 200;

    public Limit {
        if (value < 1 || value > MAX) {
            throw invalid();
        }
    }

    public static Limit fromString(String text) {
        try {
            return new Limit(Integer.parseInt(text));
        } catch (NumberFormatException notANumber) {
            throw invalid();
        }
    }

    /** What a query asks for: the row beyond the page tells whether there is a next one. */
    public int withOneMore() {
        return value + 1;
    }

    private static Problem invalid() {
        return Problem.invalidField("/limit", "must be a whole number from 1 to " + MAX);
    }
}
