package io.upmpublisher.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.cloudevents.jackson.JsonFormat;

class EventCodecTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @ParameterizedTest
    @EnumSource
    void writesWhatTheSchemasSayAndReadsItBackEqual(EventType type) throws Exception {
        var event = Samples.of(type);
        var bytes = Samples.bytes(type);
        var tree = MAPPER.readTree(bytes);

        assertThat(EventSchemas.faults(EventSchemas.ENVELOPE, tree)).isEmpty();
        assertThat(EventSchemas.faults(EventSchemas.fileOf(type), tree.get("data"))).isEmpty();
        assertThat(EventCodec.readEvent(bytes)).isEqualTo(event);
        assertThat(EventCodec.readEnvelope(bytes)).isEqualTo(Samples.envelope(event));
        assertThat(EventCodec.readTree(bytes)).isEqualTo(tree);
    }

    @ParameterizedTest
    @EnumSource
    void writesSamplesInWhichEveryOptionalFieldIsThere(EventType type) throws Exception {
        assertThatEveryField(EventSchemas.all().get(EventSchemas.fileOf(type)),
                MAPPER.readTree(Samples.bytes(type)).get("data"));
    }

    @ParameterizedTest
    @EnumSource
    void writesWhatCloudEventsOwnLibraryReads(EventType type) throws Exception {
        var envelope = Samples.envelope(Samples.of(type));
        var cloudEvent = new JsonFormat().deserialize(Samples.bytes(type));

        assertThat(cloudEvent.getId()).isEqualTo(envelope.id().toString());
        assertThat(cloudEvent.getType()).isEqualTo(type.cloudEventType());
        assertThat(cloudEvent.getTime().toInstant()).isEqualTo(envelope.time());
        assertThat(cloudEvent.getExtension("causationid")).isEqualTo(envelope.causation().orElseThrow().toString());
        assertThat(MAPPER.readTree(cloudEvent.getData().toBytes())).isEqualTo(MAPPER.readTree(Samples.bytes(type)).get("data"));
    }

    @ParameterizedTest
    @EnumSource
    void passesOverFieldsThatItDoesNotKnow(EventType type) throws Exception {
        var tree = treeOf(type);
        tree.put("futureattribute", 1.5);
        Json.membersIn(tree).stream().map(tree::at).filter(ObjectNode.class::isInstance).map(ObjectNode.class::cast)
                .filter(object -> object != tree.at("/data/envelope") && object != tree.at("/data/packages/0/durations"))
                .forEach(object -> object.putObject("future").put("x", 1));

        assertThat(EventCodec.readEvent(bytes(tree))).isEqualTo(Samples.of(type));
    }

    @Test
    void readsSettingsFromBeforeTheyHadCodesThatStop() throws Exception {
        var tree = treeOf(EventType.PUBLISH_REQUESTED);
        ((ObjectNode) tree.at("/data/settings")).remove("stopOn");

        assertThat(((PublishRequested) EventCodec.readEvent(bytes(tree))).settings().stopOn()).isEmpty();
    }

    @Test
    void readsTheEnvelopeOfTypesThatDoNotExistYet() throws Exception {
        var tree = treeOf(EventType.PUBLISH_REQUESTED).put("type", "io.upmpublisher.x.y.v7");
        tree.putObject("data").put("anything", true);

        var envelope = EventCodec.readEnvelope(bytes(tree));

        assertThat(envelope.name()).isEqualTo("x.y.v7");
        assertThat(envelope.correlation()).contains(Samples.RUN);
        assertThat(EventCodec.readTree(bytes(tree))).isEqualTo(tree);
        assertThatThrownBy(() -> EventCodec.readEvent(bytes(tree))).isInstanceOf(UnreadableEventException.class)
                .hasMessageContaining("io.upmpublisher.x.y.v7");
    }

    @ParameterizedTest
    @ValueSource(strings = { "2026-03-02T09:15:30Z", "2026-03-02T09:15:30.120Z", "2026-03-02T09:15:30.123456Z",
            "2026-03-02T09:15:30.123456789Z", "1969-12-31T23:59:59.999999999Z" })
    void keepsTimesToTheNanosecond(String text) throws Exception {
        var time = Instant.parse(text);
        var event = new DeadLetterRaised(Samples.DEAD_LETTER, "audit", Samples.EVENT, Optional.empty(), Optional.empty(),
                Optional.empty(), "UNREADABLE", "It is not JSON.", 1, time, time, Optional.empty(), Optional.of("AA=="));
        var bytes = EventCodec.write(EventEnvelope.of(event, "audit", time, Optional.empty(), Optional.empty()), event);

        assertThat(EventCodec.readEnvelope(bytes).time()).isEqualTo(time);
        assertThat(EventCodec.readEvent(bytes)).isEqualTo(event);
    }

    @Test
    void readsTimesOfOtherOffsets() throws Exception {
        var tree = treeOf(EventType.ALARM_RAISED).put("time", "2026-03-02T10:15:30+01:00");

        assertThat(EventCodec.readEnvelope(bytes(tree)).time()).isEqualTo("2026-03-02T09:15:30Z");
    }

    @Test
    void keepsTheNumbersOfADeadLettersEventDigitForDigit() throws Exception {
        var tree = treeOf(EventType.DEAD_LETTER_RAISED);
        ((ObjectNode) tree.at("/data/envelope")).set("size",
                DecimalNode.valueOf(new BigDecimal("1.00000000000000000000000010")));

        var event = (DeadLetterRaised) EventCodec.readEvent(bytes(tree));

        assertThat(new String(EventCodec.write(Samples.envelope(event), event), StandardCharsets.UTF_8))
                .contains("1.00000000000000000000000010");
    }

    @Test
    void writesTextThatPostgresAndUtf8CanKeepWhateverItIsGiven() throws Exception {
        var event = new AlarmResolved("X", "nul \0, halves \ud83d and \ude00, whole 😀");
        var bytes = EventCodec.write(Samples.envelope(event), event);

        assertThat(EventCodec.readEvent(bytes)).isEqualTo(new AlarmResolved("X", "nul �, halves � and �, whole 😀"));
        assertThat(EventCodec.readEnvelope(bytes).subject()).doesNotContain("\0");
    }

    @Test
    void readsTextThatPostgresAndUtf8CanKeepWhateverItIsGiven() throws Exception {
        var text = new String(Samples.bytes(EventType.ALARM_RESOLVED), StandardCharsets.UTF_8)
                .replace("registry default", "a\\u0000b\\ud800c");

        assertThat(EventCodec.readEvent(text.getBytes(StandardCharsets.UTF_8)).subject()).isEqualTo("a�b�c");
        assertThat(EventCodec.readTree(text.getBytes(StandardCharsets.UTF_8)).at("/data/about").textValue()).isEqualTo("a�b�c");
    }

    private static void assertThatEveryField(JsonNode schema, JsonNode value) {
        schema.path("properties").properties().forEach(property -> {
            assertThat(value.has(property.getKey())).as(property.getKey()).isTrue();
            assertThatEveryField(property.getValue(), value.get(property.getKey()));
        });
        if (schema.has("items")) {
            assertThat(value).as("an array of the sample").isNotEmpty();
            assertThatEveryField(schema.get("items"), value.get(0));
        }
    }

    private static ObjectNode treeOf(EventType type) {
        return Json.tree(Samples.bytes(type));
    }

    private static byte[] bytes(JsonNode tree) {
        return Json.bytes(tree);
    }
}
