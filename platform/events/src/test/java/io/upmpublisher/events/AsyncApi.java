package io.upmpublisher.events;

import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What travels where, as AsyncAPI 3.0: a channel per event, which is a routing key, and one per consumer, which is a queue. */
final class AsyncApi {
    private static final String SCHEMAS = "../platform/events/src/main/resources/schemas/";
    private static final String AMQP = "0.3.0";

    private AsyncApi() {
    }

    static ObjectNode document() {
        var document = object().put("asyncapi", "3.0.0");
        document.putObject("info").put("title", "UPM Auto Publisher: events").put("version", "1.0.0").put("description",
                "Made from the records in platform/events; events.md beside this file tells what a consumer may rely on.");
        document.put("defaultContentType", EventCodec.CONTENT_TYPE);
        var channels = document.putObject("channels");
        var operations = document.putObject("operations");
        var messages = document.putObject("components").putObject("messages");
        for (var type : EventType.values()) {
            messages.set(type.eventName(), message(type));
            channels.set(type.eventName(), routingKey(type));
            tellers(type).forEach(service -> operations.set(service + ".tells." + type.eventName(), tells(service, type)));
        }
        for (var subscription : Subscription.values()) {
            channels.set(subscription.queue(), queue(subscription));
            operations.set(subscription.consumer() + ".consumes", consumes(subscription));
        }
        return document;
    }

    /** The services that tell of an event. */
    static List<String> tellers(EventType type) {
        return switch (type) {
            case DELIVERY_IGNORED, PUBLISH_REQUESTED, REPOSITORY_CHANGED, PROBE_REQUESTED -> List.of("ingress");
            case PUBLISH_COMPLETED, REPOSITORY_PROBED -> List.of("publisher");
            case CHANGELOG_COMPLETED -> List.of("changelog");
            case NOTIFICATION_COMPLETED -> List.of("notifier");
            case DEAD_LETTER_DISCARDED, REPLAY_REQUESTED -> List.of("audit");
            case DEAD_LETTER_RAISED, DEAD_LETTER_REPLAYED -> List.of("publisher", "changelog", "notifier", "audit");
            case ALARM_RAISED, ALARM_RESOLVED, OPERATOR_ACTED ->
                List.of("ingress", "publisher", "changelog", "notifier", "audit");
        };
    }

    private static ObjectNode message(EventType type) {
        var message = object().put("name", type.eventName()).put("title", type.eventName()).put("contentType",
                EventCodec.CONTENT_TYPE);
        var payload = message.putObject("payload").put("schemaFormat", "application/schema+json;version=draft-2020-12");
        var both = payload.putObject("schema").putArray("allOf");
        both.add(ref(SCHEMAS + EventSchemas.ENVELOPE));
        var properties = both.addObject().putObject("properties");
        properties.putObject("type").put("const", type.cloudEventType());
        properties.set("data", ref(SCHEMAS + EventSchemas.fileOf(type)));
        return message;
    }

    private static ObjectNode routingKey(EventType type) {
        var channel = object().put("address", type.eventName());
        channel.putObject("messages").set(type.eventName(), ref("#/components/messages/" + type.eventName()));
        var amqp = channel.putObject("bindings").putObject("amqp").put("is", "routingKey");
        amqp.putObject("exchange").put("name", Subscription.EXCHANGE).put("type", "topic").put("durable", true)
                .put("autoDelete", false);
        amqp.put("bindingVersion", AMQP);
        return channel;
    }

    private static ObjectNode queue(Subscription subscription) {
        var channel = object().put("address", subscription.queue());
        var messages = channel.putObject("messages");
        consumed(subscription)
                .forEach(type -> messages.set(type.eventName(), ref("#/components/messages/" + type.eventName())));
        var amqp = channel.putObject("bindings").putObject("amqp").put("is", "queue");
        amqp.putObject("queue").put("name", subscription.queue()).put("durable", true).put("exclusive", false)
                .put("autoDelete", false);
        amqp.put("bindingVersion", AMQP);
        var keys = channel.putArray("x-binding-keys");
        subscription.bindingKeys().forEach(keys::add);
        return channel;
    }

    private static ObjectNode tells(String service, EventType type) {
        var operation = object().put("action", "send").put("summary", service + " tells of " + type.eventName());
        operation.set("channel", ref("#/channels/" + type.eventName()));
        operation.putArray("messages").add(ref("#/channels/" + type.eventName() + "/messages/" + type.eventName()));
        operation.putObject("bindings").putObject("amqp").put("deliveryMode", 2).put("mandatory", true).put("bindingVersion",
                AMQP);
        return operation;
    }

    private static ObjectNode consumes(Subscription subscription) {
        var operation = object().put("action", "receive").put("summary", "taken from " + subscription.queue());
        operation.set("channel", ref("#/channels/" + subscription.queue()));
        var messages = operation.putArray("messages");
        consumed(subscription).forEach(
                type -> messages.add(ref("#/channels/" + subscription.queue() + "/messages/" + type.eventName())));
        operation.putObject("bindings").putObject("amqp").put("ack", true).put("bindingVersion", AMQP);
        return operation;
    }

    private static Stream<EventType> consumed(Subscription subscription) {
        return Stream.of(EventType.values()).filter(type -> Subscription.to(type).contains(subscription));
    }

    private static ObjectNode ref(String target) {
        return object().put("$ref", target);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
