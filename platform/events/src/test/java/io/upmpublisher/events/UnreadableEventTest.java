package io.upmpublisher.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Whatever the bytes, a consumer meets {@link UnreadableEventException} and nothing else. */
class UnreadableEventTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    @ParameterizedTest
    @ValueSource(strings = { "", " ", "null", "true", "7", "\"text\"", "[]", "[{}]", "{}", "{", "{\"a\":1}}", "<event/>", "\0",
            "{\"specversion\":\"1.0\",\"specversion\":\"1.0\"}" })
    void refusesWhatIsNoCloudEvent(String text) {
        assertUnreadable(text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource({ "specversion,0.3", "specversion,1.1", "specversion,''", "id,7", "id,''", "id,1-1-1-1-1",
            "id,AZmhssPlf2CbfI2eDxorPA==", "type,''", "type,publish requested", "source,a b", "time,yesterday",
            "time,1772442930", "time,2026-03-02", "correlationid,no-run", "causationid,none" })
    void refusesEnvelopesWithAnUnfitAttribute(String attribute, String value) {
        assertUnreadable(Json.bytes(Json.tree(Samples.bytes(EventType.PUBLISH_REQUESTED)).put(attribute, value)));
    }

    @ParameterizedTest
    @ValueSource(strings = { "specversion", "id", "type", "source", "time", "subject", "data" })
    void refusesEnvelopesThatLackAnAttribute(String attribute) {
        var tree = Json.tree(Samples.bytes(EventType.PUBLISH_REQUESTED));

        assertUnreadable(Json.bytes(tree.deepCopy().set(attribute, NullNode.instance)));
        assertUnreadable(Json.bytes(tree.set(attribute, JSON.arrayNode())));
        tree.remove(attribute);
        assertUnreadable(Json.bytes(tree));
    }

    @ParameterizedTest
    @ValueSource(strings = { "io.upmpublisher.publish.requested.v2", "io.upmpublisher.publish.requested", "com.github.push",
            "io.upmpublisher." })
    void refusesTypesThatItDoesNotKnowAndReadsTheirEnvelope(String type) throws Exception {
        var bytes = Json.bytes(Json.tree(Samples.bytes(EventType.PUBLISH_REQUESTED)).put("type", type));

        assertThat(EventCodec.readEnvelope(bytes).type()).isEqualTo(type);
        assertThatThrownBy(() -> EventCodec.readEvent(bytes)).isInstanceOf(UnreadableEventException.class);
    }

    @Test
    void refusesDeepNestingAndKeepsAbleToWrapWhatItTakes() throws Exception {
        assertUnreadable("[".repeat(100_000).getBytes(StandardCharsets.UTF_8));
        assertUnreadable(nested(500));

        var taken = EventCodec.readTree(nested(150));
        var raised = Json.tree(Samples.bytes(EventType.DEAD_LETTER_RAISED));
        ((ObjectNode) raised.get("data")).set("envelope", taken);
        var event = (DeadLetterRaised) EventCodec.readEvent(Json.bytes(raised));
        assertThat(EventCodec.readEvent(EventCodec.write(Samples.envelope(event), event))).isEqualTo(event);
    }

    @Test
    void refusesMoreThanABrokerCarries() {
        assertUnreadable(" ".repeat(EventCodec.MAX_BYTES + 1).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void isQuickWithAHostileContentType() {
        var tree = Json.tree(Samples.bytes(EventType.ALARM_RAISED)).put("datacontenttype",
                "application/json" + ";".repeat(100_000) + "\n");

        assertThatNoException().isThrownBy(() -> EventCodec.readEvent(Json.bytes(tree)));
    }

    @ParameterizedTest
    @EnumSource
    void refusesDataThatLacksWhatTheSchemaRequires(EventType type) throws Exception {
        for (var member : membersOfData(type)) {
            var tree = Json.tree(Samples.bytes(type));
            ((ObjectNode) tree.at(member.head())).remove(member.last().getMatchingProperty());
            assertReadableOnlyIfValid(type, tree, member);
            assertNullIsTakenForAbsent(type, tree, member);
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesDataOfTypesThatTheSchemaForbids(EventType type) {
        var others = List.of(JSON.numberNode(7), JSON.numberNode(-1.5), JSON.numberNode(1L << 40), JSON.booleanNode(true),
                JSON.textNode(""), JSON.textNode("0"), JSON.textNode("x y"), JSON.arrayNode(), JSON.arrayNode().addNull(),
                JSON.arrayNode().add("x"), JSON.objectNode(), JSON.objectNode().put("a", "b"), JSON.objectNode().putNull("a"));
        for (var member : membersOfData(type)) {
            for (JsonNode other : others) {
                var tree = Json.tree(Samples.bytes(type));
                ((ObjectNode) tree.at(member.head())).set(member.last().getMatchingProperty(), other);
                assertReadableOnlyIfValid(type, tree, member);
            }
        }
    }

    @Test
    void namesTheFieldThatDoesNotFitAndNotItsContent() {
        var tree = Json.tree(Samples.bytes(EventType.PUBLISH_COMPLETED));
        ((ObjectNode) tree.at("/data/packages/0")).put("version", "hostile");

        assertThatThrownBy(() -> EventCodec.readEvent(Json.bytes(tree))).hasMessageEndingWith("at /packages/0/version");
    }

    @Test
    void throwsNothingElseWhateverBytesAreChanged() {
        var seed = Long.getLong("fuzz.seed", System.nanoTime());
        var random = new Random(seed);
        for (var round = 0; round < 3_000; round++) {
            var types = EventType.values();
            var bytes = mutated(Samples.bytes(types[random.nextInt(types.length)]), random);
            try {
                EventCodec.readEnvelope(bytes);
                EventCodec.readTree(bytes);
                var event = EventCodec.readEvent(bytes);
                EventCodec.write(Samples.envelope(event), event);
            } catch (UnreadableEventException expected) {
                assertThat(expected.getMessage()).hasSizeLessThan(600);
            } catch (RuntimeException | StackOverflowError e) {
                fail("-Dfuzz.seed=" + seed + ", round " + round + ": " + new String(bytes, StandardCharsets.ISO_8859_1), e);
            }
        }
    }

    private static byte[] mutated(byte[] sample, Random random) {
        var bytes = sample.clone();
        for (var change = random.nextInt(4); change >= 0; change--) {
            bytes = switch (random.nextInt(4)) {
                case 0 -> replaced(bytes, random.nextInt(bytes.length), (byte) random.nextInt());
                case 1 -> replaced(bytes, random.nextInt(bytes.length), (byte) "{}[]\",:0-\\ \n".charAt(random.nextInt(12)));
                case 2 -> Arrays.copyOf(bytes, Math.max(1, random.nextInt(bytes.length)));
                default -> spliced(bytes, random.nextInt(bytes.length), random.nextInt(bytes.length), random.nextInt(12));
            };
        }
        return bytes;
    }

    private static byte[] replaced(byte[] bytes, int at, byte with) {
        bytes[at] = with;
        return bytes;
    }

    private static byte[] spliced(byte[] bytes, int from, int to, int length) {
        var fits = Math.min(length, bytes.length - Math.max(from, to));
        System.arraycopy(bytes, from, bytes, to, fits);
        return bytes;
    }

    private static List<JsonPointer> membersOfData(EventType type) {
        return Json.membersIn(Json.tree(Samples.bytes(type))).stream()
                .filter(member -> member.toString().startsWith("/data/") && !member.toString().startsWith("/data/envelope/"))
                .toList();
    }

    private static void assertReadableOnlyIfValid(EventType type, JsonNode tree, JsonPointer member) {
        var faults = EventSchemas.faults(EventSchemas.fileOf(type), tree.get("data"));
        if (faults.isEmpty()) {
            assertThatCode(() -> EventCodec.readEvent(Json.bytes(tree))).as("%s %s", type, tree.at(member))
                    .doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> EventCodec.readEvent(Json.bytes(tree))).as("%s %s", faults, tree.at(member))
                    .isExactlyInstanceOf(UnreadableEventException.class);
        }
    }

    private static void assertNullIsTakenForAbsent(EventType type, ObjectNode without, JsonPointer member) throws Exception {
        var withNull = without.deepCopy();
        ((ObjectNode) withNull.at(member.head())).putNull(member.last().getMatchingProperty());
        try {
            var event = EventCodec.readEvent(Json.bytes(without));
            if (!member.toString().startsWith("/data/packages/0/durations/")) {
                assertThat(EventCodec.readEvent(Json.bytes(withNull))).as("%s %s", type, member).isEqualTo(event);
            }
        } catch (UnreadableEventException e) {
            assertThatThrownBy(() -> EventCodec.readEvent(Json.bytes(withNull))).as("%s %s", type, member)
                    .isExactlyInstanceOf(UnreadableEventException.class);
        }
    }

    private static void assertUnreadable(byte[] bytes) {
        assertThatThrownBy(() -> EventCodec.readEnvelope(bytes)).isExactlyInstanceOf(UnreadableEventException.class);
        assertThatThrownBy(() -> EventCodec.readEvent(bytes)).isExactlyInstanceOf(UnreadableEventException.class);
        assertThatThrownBy(() -> EventCodec.readTree(bytes)).isExactlyInstanceOf(UnreadableEventException.class);
    }

    private static byte[] nested(int depth) {
        var tree = Json.tree(Samples.bytes(EventType.ALARM_RAISED));
        ObjectNode inner = (ObjectNode) tree.get("data");
        for (var level = 0; level < depth; level++) {
            inner = inner.putObject("deeper");
        }
        return Json.bytes(tree);
    }
}
