package io.upmpublisher.audit.query;

import java.util.ArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

import io.upmpublisher.events.EventType;

/**
 * Says in one line what an event tells. Reads its data by names and passes over what is not there, as in events of newer
 * builds.
 */
final class StepSummary {

    private static final int MAX_PACKAGES = 3;
    private static final int MAX_LENGTH = 300;

    private StepSummary() {
    }

    static String of(String type, JsonNode data) {
        var line = Stream.of(EventType.values()).filter(known -> known.eventName().equals(type)).findFirst()
                .map(known -> of(known, data)).orElse(type);
        return line.length() > MAX_LENGTH ? line.substring(0, MAX_LENGTH - 1) + "…" : line;
    }

    private static String of(EventType type, JsonNode data) {
        return switch (type) {
            case DELIVERY_IGNORED -> "Delivery ignored: " + text(data, "reason");
            case PUBLISH_REQUESTED -> requested(data);
            case PUBLISH_COMPLETED -> completed(data);
            case CHANGELOG_COMPLETED -> changelog(data);
            case NOTIFICATION_COMPLETED -> notification(data);
            case REPOSITORY_CHANGED -> "Repository " + text(data, "change") + " by " + text(data, "by");
            case PROBE_REQUESTED -> text(data, "by") + " asked for a look at the repository";
            case REPOSITORY_PROBED -> data.has("fault")
                    ? "Repository unreadable: " + text(data.path("fault"), "code") + ": " + text(data.path("fault"), "cause")
                    : "Repository read: %d packages, of which a push would publish %d".formatted(packagesIn(data.path("plan")),
                            data.at("/plan/publish").asInt());
            case ALARM_RAISED -> "Alarm " + text(data, "code") + ": " + text(data, "cause");
            case ALARM_RESOLVED -> "Alarm " + text(data, "code") + " is over";
            case OPERATOR_ACTED -> text(data, "by") + (data.path("done").asBoolean() ? " did " : " was refused ")
                    + text(data, "action");
            case DEAD_LETTER_RAISED -> "The %s gave up on %s (attempts: %d): %s: %s".formatted(text(data, "service"),
                    data.path("name").asText("bytes that are no event"), data.path("attempts").asInt(), text(data, "code"),
                    text(data, "cause"));
            case DEAD_LETTER_REPLAYED -> "The " + text(data, "service") + " answered " + text(data, "by") + "'s replay: "
                    + text(data, "outcome");
            case DEAD_LETTER_DISCARDED -> text(data, "by") + " discarded a dead letter of the " + text(data, "service") + ": "
                    + text(data, "reason");
            case REPLAY_REQUESTED -> text(data, "by") + " asked the " + text(data, "service") + " for a replay";
        };
    }

    private static int packagesIn(JsonNode plan) {
        return Stream.of("publish", "skip", "fail", "hold").mapToInt(decision -> plan.path(decision).asInt()).sum();
    }

    private static String requested(JsonNode data) {
        var commit = text(data, "commit");
        var what = (commit.matches("[0-9a-f]{40}") ? commit.substring(0, 10) : commit)
                + (data.has("branch") ? " on " + text(data, "branch") : "");
        var by = data.has("author") ? " by " + text(data, "author") : "";
        return "Request %s of the repository accepted (%s%s): %s".formatted(data.path("sequence").asText("?"),
                text(data, "trigger"), by, what);
    }

    private static String completed(JsonNode data) {
        var revision = data.path("revision").asInt(1);
        var start = revision > 1 ? "Revision " + revision + ": " : "";
        if (data.has("failure")) {
            return start + "the run failed: " + fault(data);
        }
        var lines = new ArrayList<String>();
        for (var outcome : new String[] { "published", "failed", "held", "skipped" }) {
            var packages = StreamSupport.stream(data.path("packages").spliterator(), false)
                    .filter(each -> each.path("outcome").asText().equals(outcome)).toList();
            if (!packages.isEmpty()) {
                var named = packages.stream().limit(MAX_PACKAGES).map(StepSummary::packageLine)
                        .collect(Collectors.joining(", "));
                var more = packages.size() > MAX_PACKAGES ? " and " + (packages.size() - MAX_PACKAGES) + " more" : "";
                lines.add(outcome + " " + named + more);
            }
        }
        return start + (lines.isEmpty() ? "nothing was to be published" : String.join("; ", lines));
    }

    private static String packageLine(JsonNode reported) {
        var name = reported.has("name") ? text(reported, "name") : text(reported, "path");
        return switch (reported.path("outcome").asText()) {
            case "published" -> name + " " + (reported.has("oldVersion") ? text(reported, "oldVersion") + " → " : "")
                    + text(reported, "version");
            default -> name + " (" + text(reported, "code") + ")";
        };
    }

    private static String changelog(JsonNode data) {
        if (data.has("pullRequest")) {
            return "Changelog proposed in " + text(data, "pullRequest");
        }
        if (data.has("commit")) {
            var commit = text(data, "commit");
            return "Changelog of %d packages committed as %s".formatted(data.path("packages").size(),
                    commit.substring(0, Math.min(10, commit.length())));
        }
        return data.has("failure") ? "No changelog: " + fault(data) : "No changelog was to be written";
    }

    private static String notification(JsonNode data) {
        var channel = text(data, "channel");
        return switch (data.path("outcome").asText()) {
            case "sent" -> "Announced on " + channel;
            case "unknown" -> "Announced on " + channel + ", perhaps: it never answered";
            default -> "Not announced on " + channel + (data.has("failure") ? ": " + fault(data) : "");
        };
    }

    private static String fault(JsonNode data) {
        var failure = data.path("failure");
        return text(failure, "code") + ": " + text(failure, "cause");
    }

    private static String text(JsonNode data, String member) {
        return data.path(member).asText("?");
    }
}
