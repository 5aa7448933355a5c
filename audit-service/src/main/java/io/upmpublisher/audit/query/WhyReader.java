package io.upmpublisher.audit.query;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;

import io.upmpublisher.audit.deadletter.DeadLetterView;
import io.upmpublisher.events.EventType;

/** Puts together what records say of a commit. Reads events by names, as in events of newer builds there may be others. */
final class WhyReader {

    private final Function<RecordView, JsonNode> data;
    private final Function<UUID, URI> timeline;

    WhyReader(Function<RecordView, JsonNode> data, Function<UUID, URI> timeline) {
        this.data = data;
        this.timeline = timeline;
    }

    /** The records that say why nothing was begun. */
    List<Why.Ignored> ignored(List<RecordView> ofCommit) {
        return ofCommit.stream().filter(record -> is(record, EventType.DELIVERY_IGNORED))
                .map(record -> new Why.Ignored(record.time(), record.delivery(), record.code(),
                        data.apply(record).path("reason").asText(""), WhyChecks.remedyOf(record.code()), record.id()))
                .toList();
    }

    /** What a push brought besides the commit that it led to. */
    Stream<String> earlierCommits(RecordView push) {
        return StreamSupport.stream(data.apply(push).path("earlierCommits").spliterator(), false).map(JsonNode::asText);
    }

    /** The best that came of each package; of the named one only, if one is named. */
    List<Why.Package> packages(List<RecordView> ofRuns, Optional<String> wanted) {
        Map<String, Why.Package> best = new LinkedHashMap<>();
        for (var record : ofRuns) {
            if (is(record, EventType.PUBLISH_COMPLETED) && record.run() != null) {
                for (var each : data.apply(record).path("packages")) {
                    var found = packageOf(each, record.run());
                    best.merge(found.path(), found, (before, now) -> before.isPublished() ? before : now);
                }
            }
        }
        return best.values().stream().filter(each -> wanted.isEmpty() || each.is(wanted.get()))
                .sorted(Comparator.comparing(Why.Package::path)).toList();
    }

    /** Whether nothing is known of how the run ended but the word for it, as what was told of it was too long to be read. */
    static boolean isUnread(UUID run, List<RecordView> ofRuns) {
        return ofRuns.reversed().stream()
                .filter(record -> run.equals(record.run()) && is(record, EventType.PUBLISH_COMPLETED)).findFirst()
                .filter(record -> record.isDataLeftOut() && record.packages().equals("[]")).isPresent();
    }

    Why.Run run(UUID run, List<RecordView> steps, List<DeadLetterView> deadLetters) {
        var requested = steps.stream().filter(step -> is(step, EventType.PUBLISH_REQUESTED)).findFirst();
        var completed = steps.reversed().stream().filter(step -> is(step, EventType.PUBLISH_COMPLETED)).findFirst();
        var start = requested.or(() -> completed);
        return new Why.Run(run, requested.map(RecordView::time).orElse(null), start.map(RecordView::trigger).orElse(null),
                start.map(RecordView::branch).orElse(null), start.map(RecordView::actor).orElse(null),
                start.map(RecordView::delivery).orElse(null), completed.map(RecordView::outcome).orElse("queued"),
                completed.map(RecordView::time).orElse(null), completed.map(data).map(WhyReader::faultOf).orElse(null),
                steps(steps, EventType.CHANGELOG_COMPLETED), steps(steps, EventType.NOTIFICATION_COMPLETED), deadLetters,
                timeline.apply(run));
    }

    List<Why.Lately> lately(List<RecordView> newest) {
        return newest.stream().map(record -> new Why.Lately(record.time(), record.type(), record.commit(),
                StepSummary.of(record.type(), data.apply(record)), record.id())).toList();
    }

    private List<Why.Step> steps(List<RecordView> steps, EventType type) {
        var found = new ArrayList<Why.Step>();
        for (var step : steps) {
            if (is(step, type)) {
                var content = data.apply(step);
                found.add(new Why.Step(step.time(), step.outcome(), StepSummary.of(step.type(), content), faultOf(content),
                        step.id()));
            }
        }
        return found;
    }

    private static Why.Package packageOf(JsonNode each, UUID run) {
        return new Why.Package(each.path("path").asText(""), text(each, "name"), text(each, "oldVersion"),
                text(each, "version"), each.path("outcome").asText("unknown"), text(each, "code"), text(each, "cause"),
                text(each, "remedy"), run);
    }

    private static Why.@Nullable Fault faultOf(JsonNode content) {
        var failure = content.path("failure");
        return failure.isObject() ? new Why.Fault(text(failure, "code"), text(failure, "cause"), text(failure, "remedy"))
                : null;
    }

    private static @Nullable String text(JsonNode object, String member) {
        return object.path(member).isTextual() ? object.path(member).textValue() : null;
    }

    static boolean is(RecordView record, EventType type) {
        return record.type().equals(type.eventName());
    }
}
