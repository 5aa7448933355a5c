package io.upmpublisher.audit;

import static io.restassured.RestAssured.given;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeoutException;

import org.eclipse.microprofile.config.ConfigProvider;

import com.rabbitmq.client.ConnectionFactory;

import io.restassured.specification.RequestSpecification;
import io.upmpublisher.events.EventCodec;
import io.upmpublisher.events.EventEnvelope;
import io.upmpublisher.events.PipelineEvent;
import io.upmpublisher.events.Subscription;

/** The service as its callers see it, and the broker as the other services see it. */
public final class Api {

    private Api() {
    }

    public static RequestSpecification as(String role) {
        return given().header("Authorization", "Bearer " + role + "-token-1234").contentType("application/json");
    }

    /**
     * Tells an event as another service would.
     *
     * @return its id
     */
    public static UUID tell(PipelineEvent event) {
        return tell(event, Instant.now());
    }

    public static UUID tell(PipelineEvent event, Instant time) {
        var envelope = EventEnvelope.of(event, "publisher", time, Optional.empty(), Optional.empty());
        send(event.type().eventName(), EventCodec.write(envelope, event));
        return envelope.id();
    }

    public static void send(String routingKey, String body) {
        send(routingKey, body.getBytes(StandardCharsets.UTF_8));
    }

    public static void send(String routingKey, byte[] body) {
        var config = ConfigProvider.getConfig();
        var factory = new ConnectionFactory();
        factory.setHost(config.getValue("RABBITMQ_HOST", String.class));
        factory.setPort(config.getValue("RABBITMQ_PORT", Integer.class));
        factory.setUsername(config.getValue("RABBITMQ_USER", String.class));
        factory.setPassword(config.getValue("RABBITMQ_PASSWORD", String.class));
        factory.setVirtualHost(config.getValue("RABBITMQ_VIRTUAL_HOST", String.class));
        try (var connection = factory.newConnection("test"); var channel = connection.createChannel()) {
            channel.confirmSelect();
            channel.basicPublish(Subscription.EXCHANGE, routingKey, null, body);
            channel.waitForConfirmsOrDie(10_000);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (TimeoutException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
