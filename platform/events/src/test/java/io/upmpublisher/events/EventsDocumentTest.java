package io.upmpublisher.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EventsDocumentTest {
    private static final Pattern EXAMPLE = Pattern.compile("(?s)```json\n(.*?)```");
    private static final List<String> SERVICES = List.of("ingress", "publisher", "changelog", "notifier", "audit");

    @ParameterizedTest
    @EnumSource
    void saysOfEachEventWhoTellsItAndWhoTakesIt(EventType type) throws IOException {
        var tellers = AsyncApi.tellers(type);
        var takers = Subscription.to(type).stream().map(Subscription::consumer).collect(Collectors.toSet());

        var row = document().lines().filter(line -> line.startsWith("| `" + type.eventName() + "` |")).toList();

        assertThat(row).hasSize(1);
        var cells = row.getFirst().split("\\|");
        assertThat(cells[2].strip()).isEqualTo(tellers.equals(SERVICES) ? "any" : String.join(", ", tellers));
        assertThat(cells[3].strip().split(", ")).containsExactlyInAnyOrderElementsOf(takers);
    }

    @Test
    void showsEventsAsTheyAreWritten() throws Exception {
        var examples = EXAMPLE.matcher(document()).results()
                .map(example -> example.group(1).getBytes(StandardCharsets.UTF_8)).toList();

        assertThat(examples).hasSize(2);
        for (var example : examples) {
            var envelope = EventCodec.readEnvelope(example);
            var event = EventCodec.readEvent(example);

            assertThat(Json.tree(EventCodec.write(envelope, event))).isEqualTo(Json.tree(example));
            assertThat(EventSchemas.faults(EventSchemas.ENVELOPE, Json.tree(example))).isEmpty();
            assertThat(EventSchemas.faults(EventSchemas.fileOf(event.type()), Json.tree(example).get("data"))).isEmpty();
        }
    }

    private static String document() throws IOException {
        return Files.readString(Generated.DOCS.resolve("events.md"));
    }
}
