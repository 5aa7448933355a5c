package io.upmpublisher.publisher.glob;

/**
 * How much matching one package may cost. Each pattern alone is polynomial, but a hostile repository can multiply
 * many of them by many files, so all patterns of a package draw on one budget.
 */
public final class MatchBudget {

    private long left;

    public MatchBudget(long steps) {
        left = steps;
    }

    void spend(long steps) {
        left -= steps;
        if (left < 0) {
            throw new GlobTooComplexException("the ignore patterns and files lists cost too much to match");
        }
    }
}
