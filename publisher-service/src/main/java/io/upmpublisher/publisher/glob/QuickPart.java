package io.upmpublisher.publisher.glob;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * minimatch's short cuts for the commonest parts. They are not mere optimisations: they take a backslash after the wildcard
 * literally, so that {@code *\.cs} matches nothing, and compare endings in lower case.
 */
record QuickPart(Kind kind, int length, String ending) implements PartPattern {

    enum Kind {
        /** {@code *} */
        ANYTHING,
        /** {@code *.cs} */
        ENDING,
        /** {@code ???.cs} */
        LENGTH_AND_ENDING,
        /** {@code *.*} */
        DOT_INSIDE,
        /** {@code .*} */
        DOT_FIRST
    }

    private static final Pattern STAR_ENDING = Pattern.compile("\\*+([^+@!?*\\[(]*)");
    private static final Pattern QUESTION_MARKS_ENDING = Pattern.compile("\\?+([^+@!?*\\[(]*)");
    private static final Pattern STAR_DOT_STAR = Pattern.compile("\\*+\\.\\*+");
    private static final Pattern DOT_STAR = Pattern.compile("\\.\\*+");

    static Optional<QuickPart> of(String glob) {
        var star = STAR_ENDING.matcher(glob);
        if (star.matches()) {
            return Optional.of(star.group(1).isEmpty() ? new QuickPart(Kind.ANYTHING, 0, "")
                    : new QuickPart(Kind.ENDING, 0, lower(star.group(1))));
        }
        var questionMarks = QUESTION_MARKS_ENDING.matcher(glob);
        if (questionMarks.matches()) {
            return Optional.of(new QuickPart(Kind.LENGTH_AND_ENDING, glob.length(), lower(questionMarks.group(1))));
        }
        if (STAR_DOT_STAR.matcher(glob).matches()) {
            return Optional.of(new QuickPart(Kind.DOT_INSIDE, 0, ""));
        }
        return DOT_STAR.matcher(glob).matches() ? Optional.of(new QuickPart(Kind.DOT_FIRST, 0, "")) : Optional.empty();
    }

    @Override
    public boolean matches(String part, MatchBudget budget) {
        budget.spend(1);
        var dots = part.equals(".") || part.equals("..");
        return switch (kind) {
            case ANYTHING -> !part.isEmpty() && !dots;
            case ENDING -> lower(part).endsWith(ending);
            case LENGTH_AND_ENDING -> part.length() == length && !dots && lower(part).endsWith(ending);
            case DOT_INSIDE -> !dots && part.indexOf('.') >= 0;
            case DOT_FIRST -> !dots && part.startsWith(".");
        };
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
