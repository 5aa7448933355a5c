package io.upmpublisher.publisher.comparison;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Whether a repository may be switched from the old system to this one.
 *
 * @param sentence for people
 * @param against what speaks against it, the gravest first
 */
record Verdict(State state, String sentence, List<Objection> against) {

    enum State {
        READY,
        /** Time will tell. */
        WAIT,
        NOT_READY;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param clause for the sentence */
    private record Reason(String clause, Objection objection) {
    }

    /** @param cause a sentence, with an example where there are several */
    record Objection(String cause, String remedy) {
    }

    static Verdict of(Standing standing) {
        var grave = grave(standing);
        if (!grave.isEmpty()) {
            return verdict(State.NOT_READY, "Not ready to switch: ", grave, "");
        }
        var passing = passing(standing);
        return passing.isEmpty()
                ? new Verdict(State.READY, "Ready to switch: " + versions(standing.count(Result.SAME))
                        + " published by the old system as this one would have, and nothing differs" + asOf(standing)
                        + blindness(standing) + ".",
                        List.of())
                : verdict(State.WAIT, "Not to be told yet: ", passing, blindness(standing));
    }

    // Each package is asked for once a day at least, and nobody knows what happened since.
    private static String asOf(Standing standing) {
        return standing.oldestLook().map(look -> ", as of " + look.truncatedTo(ChronoUnit.SECONDS)).orElse("");
    }

    private static String blindness(Standing standing) {
        return standing.timeless() == 0 ? ""
                : "; what only the old system published of " + packages(standing.timeless())
                        + " does not show, for the registry does not say when versions were published";
    }

    private static Verdict verdict(State state, String beginning, List<Reason> reasons, String afterthought) {
        return new Verdict(state,
                reasons.stream().map(Reason::clause).collect(Collectors.joining(", ", beginning, afterthought + ".")),
                reasons.stream().map(Reason::objection).toList());
    }

    private static List<Reason> grave(Standing standing) {
        var reasons = new ArrayList<Reason>();
        var different = standing.count(Result.DIFFERENT);
        if (different > 0) {
            reasons.add(reason(standing, Result.DIFFERENT, versions(different) + " published with other content",
                    "If ours is right, ask with since= for what came after."));
        }
        var unexpected = standing.overdue(Result.UNEXPECTED);
        if (unexpected > 0) {
            reasons.add(reason(standing, Result.UNEXPECTED, versions(unexpected) + " published that no run would have",
                    "Mend what kept the run from it; if that was right, ask with since= for what came after."));
        }
        var missing = standing.overdue(Result.MISSING);
        if (missing > 0) {
            reasons.add(reason(standing, Result.MISSING, versions(missing) + " not published by the old system",
                    "See why the old system did not. If it should have, nothing keeps you from switching but to ask with since= "
                            + "for what came after; if it is not to be published, mark the package \"private\"."));
        }
        return reasons;
    }

    private static List<Reason> passing(Standing standing) {
        var reasons = new ArrayList<Reason>();
        standing.problem().ifPresent(problem -> reasons.add(new Reason(
                "the registry did not tell of " + packages(standing.problems()),
                new Objection(problem.code() + ": " + problem.cause(), problem.remedy()))));
        var unproven = standing.count(Result.UNPROVEN);
        if (unproven > 0) {
            reasons.add(reason(standing, Result.UNPROVEN, versions(unproven) + " published that could not be compared",
                    "It is tried again by itself."));
        }
        if (standing.packages() == 0) {
            reasons.add(new Reason("no package of the repository is known yet", new Objection(
                    "Neither a run nor a look at the repository has found a package.",
                    "See what GET /api/probe says of it; its packages are known once it was read.")));
        } else if (standing.unasked() > 0) {
            reasons.add(new Reason("the registry has not been asked about " + packages(standing.unasked()),
                    new Objection("Packages are compared one after another.", "Ask again in a minute.")));
        }
        var young = standing.count(Result.PENDING) + standing.count(Result.MISSING) - standing.overdue(Result.MISSING)
                + standing.count(Result.UNEXPECTED) - standing.overdue(Result.UNEXPECTED);
        if (young > 0) {
            reasons.add(new Reason((young == 1 ? "1 version is" : young + " versions are") + " too new to judge",
                    new Objection("One system takes longer than the other, and may follow.", "Ask again in an hour.")));
        }
        if (reasons.isEmpty() && standing.count(Result.SAME) == 0) {
            reasons.add(new Reason("nothing was published that could be compared", new Objection(
                    "No push has set a version of a package since the comparison began.",
                    "Wait until some versions have been published, or set one and push it.")));
        }
        return reasons;
    }

    private static Reason reason(Standing standing, Result result, String clause, String otherwise) {
        var example = standing.example(result);
        return new Reason(clause + example.map(found -> " (" + found.what() + ")").orElse(""),
                new Objection(example.map(found -> found.what() + ": " + found.cause()).orElse(clause + "."),
                        example.flatMap(Standing.Example::remedy).map(remedy -> remedy + " " + otherwise)
                                .orElse(otherwise)));
    }

    private static String versions(int count) {
        return count == 1 ? "1 version was" : count + " versions were";
    }

    private static String packages(int count) {
        return count == 1 ? "1 package" : count + " packages";
    }
}
