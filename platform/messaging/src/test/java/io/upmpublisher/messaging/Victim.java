package io.upmpublisher.messaging;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

import org.postgresql.ds.PGSimpleDataSource;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.upmpublisher.events.AlarmRaised;
import io.upmpublisher.events.EventType;
import io.upmpublisher.events.Subscription;
import io.upmpublisher.messaging.effect.EffectKey;
import io.upmpublisher.messaging.effect.RemoteAction;
import io.upmpublisher.messaging.inbox.InboxWorkers;
import io.upmpublisher.messaging.inbox.RetryLater;
import io.upmpublisher.messaging.inbox.RetryPolicy;
import io.upmpublisher.messaging.outbox.Relay;
import io.upmpublisher.messaging.topology.Broker;
import io.upmpublisher.messaging.topology.BrokerSettings;
import io.upmpublisher.messaging.topology.Topology;

/** A service in a process of its own, for tests to kill. It makes an effect happen for each alarm. */
final class Victim {

    private static final Messaging.Settings SETTINGS = new Messaging.Settings(
            new InboxWorkers.Settings(4, Duration.ofSeconds(1), Duration.ofSeconds(1)),
            new RetryPolicy(20, Duration.ofMillis(200), Duration.ofMillis(500)),
            new Relay.Settings(Duration.ofSeconds(1), Duration.ofMinutes(1)), Duration.ofMillis(100), Duration.ofSeconds(1));

    private Victim() {
    }

    public static void main(String[] arguments) throws InterruptedException {
        var environment = System.getenv();
        var database = new PGSimpleDataSource();
        database.setUrl(environment.get("UPM_DB_URL"));
        database.setUser(environment.get("UPM_DB_USER"));
        database.setPassword(environment.get("UPM_DB_PASSWORD"));
        var broker = new BrokerSettings(environment.get("RABBITMQ_HOST"), Integer.parseInt(environment.get("RABBITMQ_PORT")),
                environment.get("RABBITMQ_USER"), environment.get("RABBITMQ_PASSWORD"),
                environment.get("RABBITMQ_VIRTUAL_HOST"), false);
        var messaging = new Messaging(new Messaging.Service("victim", Clock.systemUTC(), new SimpleMeterRegistry()),
                new JdbcTransactions(database),
                new Broker(broker, new Topology(true), "victim"), SETTINGS);
        var world = URI.create(environment.get("VICTIM_WORLD"));
        messaging.start(List.of(Subscription.NOTIFIER), List.of(RecordingConsumer.<AlarmRaised> of(EventType.ALARM_RAISED,
                received -> messaging.effectLedger().perform(new EffectKey("tell", received.event().about()), received,
                        new Call(world)))));
        Thread.currentThread().join();
    }

    private record Call(URI world) implements RemoteAction {

        @Override
        public Sighting lookUp() throws RetryLater, InterruptedException {
            return send("GET") == 200 ? new Sighting.Present("seen") : new Sighting.Absent();
        }

        @Override
        public Attempt act() throws RetryLater, InterruptedException {
            return send("POST") == 200 ? new Attempt.Done("done") : new Attempt.Ambiguous("refused");
        }

        @Override
        public Duration longest() {
            return Duration.ofSeconds(30);
        }

        private int send(String method) throws RetryLater, InterruptedException {
            try (var client = HttpClient.newHttpClient()) {
                var request = HttpRequest.newBuilder(world).method(method, HttpRequest.BodyPublishers.noBody()).build();
                return client.send(request, BodyHandlers.discarding()).statusCode();
            } catch (IOException e) {
                throw new RetryLater("WORLD_AWAY", "the world did not answer");
            }
        }
    }
}
