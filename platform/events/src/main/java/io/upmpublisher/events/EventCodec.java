package io.upmpublisher.events;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.core.v1.CloudEventV1;
import io.cloudevents.jackson.JsonCloudEventData;
import io.cloudevents.jackson.JsonFormat;
import io.cloudevents.rw.CloudEventRWException;

/** Events as bytes and back: CloudEvents 1.0 in JSON, structured mode. */
public final class EventCodec {

    public static final String CONTENT_TYPE = JsonFormat.CONTENT_TYPE;

    private static final String CORRELATION = "correlationid";
    private static final String CAUSATION = "causationid";
    private static final String TRACEPARENT = "traceparent";

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .serializationInclusion(JsonInclude.Include.NON_ABSENT)
            .build();
    private static final JsonFormat FORMAT = new JsonFormat();

    private EventCodec() {
    }

    public static byte[] write(EventEnvelope envelope, PipelineEvent event) {
        var builder = CloudEventBuilder.v1()
                .withId(envelope.id().toString())
                .withType(envelope.type())
                .withSource(URI.create(envelope.source()))
                .withTime(envelope.time().atOffset(ZoneOffset.UTC))
                .withSubject(envelope.subject())
                .withData("application/json", JsonCloudEventData.wrap(MAPPER.valueToTree(event)));
        envelope.correlation().ifPresent(run -> builder.withExtension(CORRELATION, run.toString()));
        envelope.causation().ifPresent(id -> builder.withExtension(CAUSATION, id.toString()));
        envelope.traceparent().ifPresent(trace -> builder.withExtension(TRACEPARENT, trace));
        return FORMAT.serialize(builder.build());
    }

    /**
     * Reads the envelope alone, of events of any type and version.
     *
     * @throws UnreadableEventException if the bytes are no CloudEvent, or one that lacks what every event of this system has
     */
    public static EventEnvelope readEnvelope(byte[] bytes) throws UnreadableEventException {
        return envelopeOf(parse(bytes));
    }

    /**
     * Reads an event of a type that this build knows.
     *
     * @throws UnreadableEventException if the data does not fit the type
     */
    public static PipelineEvent readEvent(byte[] bytes) throws UnreadableEventException {
        var cloudEvent = parse(bytes);
        var type = EventType.ofCloudEventType(cloudEvent.getType())
                .orElseThrow(() -> new UnreadableEventException("its type " + cloudEvent.getType() + " is not known here"));
        try {
            var event = MAPPER.treeToValue(dataOf(cloudEvent), type.eventClass());
            if (event == null) {
                throw new UnreadableEventException("it has no data");
            }
            return event;
        } catch (JsonProcessingException | NullPointerException e) {
            throw new UnreadableEventException("its data does not fit " + cloudEvent.getType(), e);
        }
    }

    /** The event whole, as a tree, whatever its type. */
    public static JsonNode readTree(byte[] bytes) throws UnreadableEventException {
        parse(bytes);
        try {
            return MAPPER.readTree(bytes);
        } catch (IOException e) {
            throw new UnreadableEventException("it is not JSON", e);
        }
    }

    private static CloudEvent parse(byte[] bytes) throws UnreadableEventException {
        try {
            return FORMAT.deserialize(bytes);
        } catch (CloudEventRWException | IllegalArgumentException | NullPointerException | ClassCastException e) {
            throw new UnreadableEventException("it is not a CloudEvent in JSON", e);
        }
    }

    private static EventEnvelope envelopeOf(CloudEvent event) throws UnreadableEventException {
        try {
            if (event.getTime() == null || event.getSubject() == null) {
                throw new UnreadableEventException("it has no time or no subject");
            }
            Instant time = event.getTime().toInstant();
            return new EventEnvelope(Uuids.parse(CloudEventV1.ID, event.getId()), event.getType(), event.getSource().toString(),
                    time, event.getSubject(), extension(event, CORRELATION).map(RunId::parse),
                    extension(event, CAUSATION).map(id -> Uuids.parse(CAUSATION, id)), extension(event, TRACEPARENT));
        } catch (InvalidValueException e) {
            throw new UnreadableEventException("an attribute of it is " + e.getMessage(), e);
        }
    }

    private static Optional<String> extension(CloudEvent event, String name) {
        return Optional.ofNullable(event.getExtension(name)).map(Object::toString);
    }

    private static JsonNode dataOf(CloudEvent event) {
        return event.getData() instanceof JsonCloudEventData data ? data.getNode() : MAPPER.missingNode();
    }
}
