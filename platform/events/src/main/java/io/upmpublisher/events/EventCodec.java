package io.upmpublisher.events;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;

/** Events as bytes and back: CloudEvents 1.0 in JSON, structured mode. */
public final class EventCodec {
    public static final String CONTENT_TYPE = "application/cloudevents+json";

    /** RabbitMQ's own default limit for a message. */
    public static final int MAX_BYTES = 16 * 1024 * 1024;

    // Far below the thousand levels that may be written, so that whatever was read can be wrapped into a dead letter.
    private static final int MAX_DEPTH = 200;

    private static final ObjectMapper MAPPER = JsonMapper
            .builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build()).build())
            .addModule(new Jdk8Module())
            .addModule(texts())
            .serializationInclusion(JsonInclude.Include.NON_ABSENT)
            // Records say by Optional what may be absent; every other component must be there.
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            // A dead letter's envelope comes back digit for digit.
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            // Map.copyOf has another order in every process; the same event gives the same bytes.
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private EventCodec() {
    }

    public static byte[] write(EventEnvelope envelope, PipelineEvent event) {
        var cloudEvent = CloudEvent.of(envelope, MAPPER.<ObjectNode> valueToTree(event));
        try {
            return MAPPER.writeValueAsBytes(StorableText.in(MAPPER.valueToTree(cloudEvent)));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("cannot write event " + envelope.id(), e);
        }
    }

    /**
     * Reads the envelope alone, of events of any type and version.
     *
     * @throws UnreadableEventException if the bytes are no CloudEvent, or one that lacks what every event of this system has
     */
    public static EventEnvelope readEnvelope(byte[] bytes) throws UnreadableEventException {
        return cloudEventIn(parse(bytes)).envelope();
    }

    /**
     * Reads an event of a type that this build knows.
     *
     * @throws UnreadableEventException if the type is not known, or the data does not fit it
     */
    public static PipelineEvent readEvent(byte[] bytes) throws UnreadableEventException {
        var cloudEvent = cloudEventIn(parse(bytes));
        var type = EventType.ofCloudEventType(cloudEvent.type())
                .orElseThrow(() -> new UnreadableEventException("its type " + cloudEvent.type() + " is not known here"));
        try {
            return MAPPER.treeToValue(cloudEvent.data(), type.eventClass());
        } catch (JsonProcessingException e) {
            throw new UnreadableEventException("its data does not fit " + cloudEvent.type() + " at " + placeOf(e), e);
        }
    }

    /** The event whole, as a tree, whatever its type. */
    public static ObjectNode readTree(byte[] bytes) throws UnreadableEventException {
        var tree = parse(bytes);
        cloudEventIn(tree);
        return tree;
    }

    private static ObjectNode parse(byte[] bytes) throws UnreadableEventException {
        if (bytes.length > MAX_BYTES) {
            throw new UnreadableEventException("it has more than " + MAX_BYTES + " bytes");
        }
        try {
            if (StorableText.in(MAPPER.readTree(bytes)) instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException e) {
            throw new UnreadableEventException("it is not JSON", e);
        }
        throw new UnreadableEventException("it is not a JSON object");
    }

    private static CloudEvent cloudEventIn(ObjectNode tree) throws UnreadableEventException {
        try {
            return MAPPER.treeToValue(tree, CloudEvent.class);
        } catch (JsonProcessingException e) {
            throw new UnreadableEventException("it is not one of this system's CloudEvents: see " + placeOf(e), e);
        }
    }

    private static String placeOf(JsonProcessingException e) {
        if (!(e instanceof JsonMappingException mapping)) {
            return "/";
        }
        return mapping.getPath().stream()
                .map(step -> Optional.ofNullable(step.getFieldName()).orElseGet(() -> Integer.toString(step.getIndex())))
                .collect(Collectors.joining("/", "/", ""));
    }

    private static SimpleModule texts() {
        return new SimpleModule()
                .addSerializer(Instant.class, ToStringSerializer.instance)
                .addDeserializer(Instant.class, new TextDeserializer<>(Instant.class, Instant::parse))
                .addDeserializer(UUID.class, new TextDeserializer<>(UUID.class, text -> Uuids.parse("id", text)))
                .addDeserializer(URI.class, new TextDeserializer<>(URI.class, URI::create))
                .addDeserializer(String.class, new TextDeserializer<>(String.class, Function.identity()));
    }
}
