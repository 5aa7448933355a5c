package io.upmpublisher.publisher.glob;

/** What one part of a path is compared with. */
sealed interface PartPattern permits PartPattern.Globstar, PartPattern.Exact, PartPattern.Magic, QuickPart {

    boolean matches(String part, MatchBudget budget);

    /** {@code **}: any number of parts. */
    record Globstar() implements PartPattern {
        @Override
        public boolean matches(String part, MatchBudget budget) {
            return false;
        }
    }

    /** No wildcard and no letter that has a case. */
    record Exact(String text) implements PartPattern {
        @Override
        public boolean matches(String part, MatchBudget budget) {
            return part.equals(text);
        }
    }

    record Magic(ElementMatcher matcher) implements PartPattern {
        @Override
        public boolean matches(String part, MatchBudget budget) {
            return matcher.matches(part, budget);
        }
    }
}
