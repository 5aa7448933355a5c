package io.upmpublisher.audit.query;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

import io.upmpublisher.events.EventType;
import io.upmpublisher.events.RunId;

@ApplicationScoped
class Timelines {

    /** A run has a handful of steps; one that is replayed for ever must not fill the memory. */
    private static final int MAX_STEPS = 500;

    private final RecordQueries records;
    private final ObjectMapper mapper;

    Timelines(RecordQueries records, ObjectMapper mapper) {
        this.records = records;
        this.mapper = mapper;
    }

    Optional<Timeline> of(RunId run) {
        var found = records.ofRun(run.value(), MAX_STEPS + 1);
        return found.isEmpty() ? Optional.empty()
                : Optional.of(timeline(run, found.subList(0, Math.min(MAX_STEPS, found.size())), found.size() > MAX_STEPS));
    }

    private Timeline timeline(RunId run, List<RecordView> found, boolean truncated) {
        var steps = new ArrayList<Timeline.Step>();
        var before = found.getFirst().time();
        for (var record : found) {
            steps.add(new Timeline.Step(record.id(), record.time(), record.type(), record.source(), record.actor(),
                    record.outcome(), record.code(), StepSummary.of(record.type(), dataOf(record)),
                    Duration.between(before, record.time()).toMillis()));
            before = record.time();
        }
        var started = found.getFirst().time();
        var last = found.getLast().time();
        return new Timeline(run.value(),
                found.stream().map(RecordView::repository).filter(Objects::nonNull).findFirst().orElse(null),
                stateOf(found), started, last, Duration.between(started, last).toMillis(), truncated, steps);
    }

    private static @Nullable String stateOf(List<RecordView> found) {
        return found.reversed().stream().filter(record -> record.type().equals(EventType.PUBLISH_COMPLETED.eventName()))
                .map(RecordView::outcome).findFirst().orElse(null);
    }

    private JsonNode dataOf(RecordView record) {
        try {
            return record.data() == null ? MissingNode.getInstance() : mapper.readTree(record.data());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the data of record " + record.id() + " is not JSON any more", e);
        }
    }
}
