package io.upmpublisher.audit.query;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/** One word and one sentence for all that was found. */
final class WhySummary {

    private static final int MAX_NAMED = 5;

    private final List<Why.Package> packages;
    private final List<Why.Ignored> ignored;
    private final List<Why.Run> runs;
    private final boolean isUnread;

    /**
     * @param isUnread whether of the last run's end only its state is known
     */
    WhySummary(List<Why.Package> packages, List<Why.Ignored> ignored, List<Why.Run> runs, boolean isUnread) {
        this.packages = packages;
        this.ignored = ignored;
        this.runs = runs;
        this.isUnread = isUnread;
    }

    Why.Outcome outcome() {
        if (packages.stream().anyMatch(Why.Package::isPublished)) {
            return packages.stream().allMatch(each -> each.isPublished() || each.isSkipped()) ? Why.Outcome.PUBLISHED
                    : Why.Outcome.PARTLY;
        }
        if (lastRun().filter(run -> run.finishedAt() == null).isPresent()) {
            return Why.Outcome.RUNNING;
        }
        if (isUnread) {
            return ofState(lastRun().orElseThrow().state());
        }
        if (!packages.isEmpty()) {
            return packages.stream().allMatch(Why.Package::isSkipped) ? Why.Outcome.NOTHING : Why.Outcome.FAILED;
        }
        if (lastRun().isPresent()) {
            return lastRun().get().failure() == null ? Why.Outcome.NOTHING : Why.Outcome.FAILED;
        }
        return ignored.isEmpty() ? Why.Outcome.UNKNOWN : Why.Outcome.IGNORED;
    }

    private static Why.Outcome ofState(String state) {
        return switch (state) {
            case "published" -> Why.Outcome.PUBLISHED;
            case "partly" -> Why.Outcome.PARTLY;
            case "nothing" -> Why.Outcome.NOTHING;
            default -> Why.Outcome.FAILED;
        };
    }

    String sentence(String commit, Optional<String> wanted) {
        return switch (outcome()) {
            case UNKNOWN -> "Nothing is on record of the commit " + commit + ".";
            case IGNORED -> "Nothing was published: " + joined(ignored.getLast().reason(), ignored.getLast().remedy());
            case RUNNING -> running(lastRun().orElseThrow());
            case PUBLISHED, PARTLY, NOTHING, FAILED -> ended(lastRun().orElseThrow(), wanted);
        };
    }

    private Optional<Why.Run> lastRun() {
        return runs.isEmpty() ? Optional.empty() : Optional.of(runs.getLast());
    }

    private static String running(Why.Run run) {
        var parked = run.deadLetters().stream().filter(letter -> letter.state().equals("parked")).findFirst();
        return "It was accepted as run " + run.run() + parked.map(letter -> ", and the " + letter.service() + " gave up on it: "
                + letter.code() + ": " + sentence(letter.cause()) + " Replay the dead letter when the cause is gone.")
                .orElse(", which has not ended yet.");
    }

    private String ended(Why.Run last, Optional<String> wanted) {
        if (isUnread) {
            return "The run " + last.run() + " ended as " + last.state()
                    + "; what it says of its packages is too long for this answer. Look at its timeline, and at the record there.";
        }
        if (packages.isEmpty()) {
            if (last.failure() != null) {
                return "The run failed: "
                        + joined(last.failure().code() + ": " + last.failure().cause(), last.failure().remedy());
            }
            return wanted.map(name -> "No run of this commit looked at " + name + ".")
                    .orElse("No package was to be published: none was changed.");
        }
        var published = packages.stream().filter(Why.Package::isPublished).toList();
        var others = packages.stream().filter(each -> !each.isPublished()).toList();
        return Stream.concat(
                published.isEmpty() ? Stream.empty() : Stream.of("Published: " + named(published) + "."),
                Stream.concat(others.stream().limit(MAX_NAMED).map(WhySummary::notPublished),
                        others.size() > MAX_NAMED ? Stream.of("And " + (others.size() - MAX_NAMED) + " more were not.")
                                : Stream.empty()))
                .collect(Collectors.joining(" "));
    }

    private static String notPublished(Why.Package each) {
        return name(each) + " was not published (" + each.outcome() + ", " + each.code() + "): "
                + joined(each.cause() == null ? "" : each.cause(), each.remedy());
    }

    private static String named(List<Why.Package> all) {
        return all.stream().limit(MAX_NAMED).map(WhySummary::name).collect(Collectors.joining(", "))
                + (all.size() > MAX_NAMED ? " and " + (all.size() - MAX_NAMED) + " more" : "");
    }

    private static String name(Why.Package each) {
        return (each.name() == null ? each.path() : each.name()) + (each.version() == null ? "" : " " + each.version());
    }

    private static String joined(String cause, @Nullable String remedy) {
        return sentence(cause) + (remedy == null ? "" : " " + remedy);
    }

    private static String sentence(String text) {
        return text.isEmpty() || text.endsWith(".") ? text : text + ".";
    }
}
