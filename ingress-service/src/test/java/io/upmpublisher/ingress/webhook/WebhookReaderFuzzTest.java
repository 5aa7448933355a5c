package io.upmpublisher.ingress.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.JsonProcessingException;

import io.upmpublisher.ingress.delivery.Arrival;
import io.upmpublisher.web.problem.Problem;

/** Whatever a signed delivery says, it is read, or refused in one of the two ways that are answered and recorded. */
class WebhookReaderFuzzTest {

    private final WebhookReader reader = new WebhookReader();

    @FuzzTest(maxDuration = "5m")
    void readsAnyPush(byte[] body) {
        read("push", body);
    }

    @FuzzTest(maxDuration = "5m")
    void readsAnyOtherEvent(byte[] body) {
        read("repository", body);
    }

    private void read(String event, byte[] body) {
        var arrival = new Arrival("d", Arrival.Kind.WEBHOOK, event, Optional.empty(),
                Map.of("User-Agent", new String(body, StandardCharsets.ISO_8859_1)), body);
        try {
            var reading = reader.read(arrival);
            // What Postgres cannot keep.
            reading.ref().ifPresent(ref -> assertThat(ref).doesNotContainPattern("[\\x00\\p{Cs}]"));
            assertThat(reading.sender().map(Object::toString).orElse("")).doesNotContainPattern("[\\x00\\p{Cs}]");
        } catch (JsonProcessingException | Problem refused) {
            assertThat(reader.unusable(arrival, refused).reason()).endsWith(".");
        }
        assertThat(arrival.headers().get("User-Agent")).doesNotContainPattern("\\p{Cntrl}");
    }
}
