package io.upmpublisher.messaging.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.upmpublisher.events.AlarmRaised;
import io.upmpublisher.events.EventType;
import io.upmpublisher.events.Subscription;
import io.upmpublisher.messaging.MessagingFixture;
import io.upmpublisher.messaging.RecordingConsumer;
import io.upmpublisher.messaging.Samples;
import io.upmpublisher.testing.PrivateInfrastructure;

class TopologyTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @RegisterExtension
    final MessagingFixture messaging = new MessagingFixture();

    @Test
    void theShippedDefinitionsSayWhatServicesDeclare() throws Exception {
        var file = PrivateInfrastructure.checkout().resolve("deploy/broker/definitions.json");

        assertThat(JSON.readTree(Files.readString(file))).isEqualTo(JSON.readTree(JSON.writeValueAsBytes(definitions())));
    }

    @Test
    void aQueueThatWasMadeOtherwiseIsUsedAsItIsAndKeepsNobodyFromTheOthers() throws Exception {
        var queue = Subscription.CHANGELOG.queue();
        messaging.channel().queueDelete(queue);
        messaging.channel().queueDeclare(queue, true, false, false, Map.of("x-queue-type", "classic"));
        try {
            var consumer = RecordingConsumer.<AlarmRaised> of(EventType.ALARM_RAISED);
            messaging.start(MessagingFixture.HASTY, List.of(Subscription.CHANGELOG, Subscription.NOTIFIER), consumer);

            messaging.deliver(Subscription.NOTIFIER, Samples.alarm("as ever"));
            await().until(() -> consumer.events() == 1);
            var other = messaging.deliver(Subscription.CHANGELOG, Samples.alarm("as it is"));
            await().until(() -> messaging.inboxState("changelog", other.event()).isPresent());
        } finally {
            messaging.channel().queueDelete(queue);
        }
    }

    private static Map<String, Object> definitions() {
        var queues = new ArrayList<Map<String, Object>>();
        var bindings = new ArrayList<Map<String, Object>>();
        queues.add(queue(Topology.BACKSTOP_QUEUE, Topology.BACKSTOP_ARGUMENTS));
        bindings.add(binding(Topology.BACKSTOP_EXCHANGE, Topology.BACKSTOP_QUEUE, ""));
        for (var subscription : Subscription.values()) {
            queues.add(queue(subscription.queue(), Topology.QUEUE_ARGUMENTS));
            subscription.bindingKeys().stream().sorted()
                    .forEach(key -> bindings.add(binding(Subscription.EXCHANGE, subscription.queue(), key)));
        }
        return Map.of(
                "vhosts", List.of(Map.of("name", "/")),
                "exchanges", List.of(exchange(Subscription.EXCHANGE, "topic"), exchange(Topology.BACKSTOP_EXCHANGE, "fanout")),
                "queues", queues,
                "bindings", bindings);
    }

    private static Map<String, Object> exchange(String name, String type) {
        return Map.of("name", name, "vhost", "/", "type", type, "durable", true, "auto_delete", false, "internal", false,
                "arguments", Map.of());
    }

    private static Map<String, Object> queue(String name, Map<String, Object> arguments) {
        return Map.of("name", name, "vhost", "/", "durable", true, "auto_delete", false, "arguments", new TreeMap<>(arguments));
    }

    private static Map<String, Object> binding(String exchange, String queue, String key) {
        return Map.of("source", exchange, "vhost", "/", "destination", queue, "destination_type", "queue", "routing_key", key,
                "arguments", Map.of());
    }
}
