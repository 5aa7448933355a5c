package io.upmpublisher.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.sun.net.httpserver.HttpServer;

import io.upmpublisher.events.Subscription;
import io.upmpublisher.testing.stack.TcpProxy;

/** Processes that end by SIGKILL, held at the point from outside. */
class KilledProcessTest {

    // A JVM has to start, on machines that may be busy.
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @RegisterExtension
    final MessagingFixture messaging = new MessagingFixture();

    private final AtomicInteger applied = new AtomicInteger();
    private final CountDownLatch answering = new CountDownLatch(1);
    private final List<Process> processes = new ArrayList<>();
    private volatile boolean withholdsAnswer;
    private HttpServer world;

    @BeforeEach
    void openWorld() throws IOException {
        world = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        world.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        world.createContext("/", exchange -> {
            if (exchange.getRequestMethod().equals("POST")) {
                applied.incrementAndGet();
                if (withholdsAnswer) {
                    awaitQuietly(answering);
                }
                exchange.sendResponseHeaders(200, -1);
            } else {
                exchange.sendResponseHeaders(applied.get() > 0 ? 200 : 404, -1);
            }
            exchange.close();
        });
        world.start();
    }

    @AfterEach
    void endProcesses() {
        processes.forEach(Process::destroyForcibly);
        answering.countDown();
        world.stop(0);
    }

    @Test
    void afterTheRecordAndBeforeTheAcknowledgement() throws Exception {
        try (var proxy = TcpProxy.to(messaging.stage().broker().port())) {
            var victim = start(proxy.port());
            await().atMost(PATIENCE).until(() -> messaging.channel().consumerCount(Subscription.NOTIFIER.queue()) == 1);
            proxy.withholdRequests();
            var letter = messaging.deliver(Subscription.NOTIFIER, Samples.alarm("one"));
            await().atMost(PATIENCE)
                    .until(() -> messaging.inboxState("notifier", letter.event()).filter("done"::equals).isPresent());
            assertThat(messaging.ready(Subscription.NOTIFIER)).isZero();

            kill(victim);
            proxy.cut();
            // It was not acknowledged: the broker has it again.
            await().atMost(PATIENCE).until(() -> messaging.ready(Subscription.NOTIFIER) == 1);
        }

        start(messaging.stage().broker().port());

        await().atMost(PATIENCE).until(() -> messaging.ready(Subscription.NOTIFIER) == 0);
        assertThat(messaging.count("inbox_entry", "state = 'done' and attempts = 1")).isEqualTo(1);
        assertThat(applied).hasValue(1);
    }

    @Test
    void whileAnEffectIsAttempted() throws Exception {
        withholdsAnswer = true;
        var victim = start(messaging.stage().broker().port());
        var letter = messaging.deliver(Subscription.NOTIFIER, Samples.alarm("one"));
        await().atMost(PATIENCE).until(() -> applied.get() == 1);
        assertThat(messaging.count("effect", "state = 'attempting'")).isEqualTo(1);

        kill(victim);
        start(messaging.stage().broker().port());

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(messaging.inboxState("notifier", letter.event())).contains("done"));
        assertThat(applied).hasValue(1);
        assertThat(messaging.text("select state || ' ' || evidence from effect")).contains("done seen");
    }

    @Test
    void afterTheConfirmAndBeforeTheMark() throws Exception {
        messaging.update("""
                create or replace function hold_mark() returns trigger language plpgsql as
                $$ begin perform pg_advisory_xact_lock(4711); return new; end $$
                """);
        messaging.update("create trigger hold_mark before update on outbox_entry for each row when (new.state = 'sent') "
                + "execute function hold_mark()");
        try (var holder = messaging.stage().dataSource().getConnection()) {
            lock(holder, "pg_advisory_lock");
            var victim = start(messaging.stage().broker().port());
            var event = messaging.append(messaging.idle(), Samples.alarm("one"));
            // The audit's queue has it, so the broker has confirmed or is about to; the mark waits for the lock.
            await().atMost(PATIENCE).until(() -> messaging.count("pg_locks", "locktype = 'advisory' and not granted") == 1);
            assertThat(messaging.ready(Subscription.AUDIT)).isEqualTo(1);
            assertThat(messaging.outboxState(event)).contains("pending");

            kill(victim);
            // Postgres notices the death of a client that waits for a lock only when it answers.
            messaging.text("select pg_terminate_backend(pid)::text from pg_locks where locktype = 'advisory' and not granted");
            await().atMost(PATIENCE).until(() -> messaging.count("pg_locks", "locktype = 'advisory' and not granted") == 0);
            lock(holder, "pg_advisory_unlock");
            assertThat(messaging.outboxState(event)).contains("pending");
            start(messaging.stage().broker().port());

            await().atMost(PATIENCE).untilAsserted(() -> assertThat(messaging.outboxState(event)).contains("sent"));
            assertThat(messaging.ready(Subscription.AUDIT)).isEqualTo(2);
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(messaging.inboxState("notifier", event)).contains("done"));
            assertThat(applied).hasValue(1);
        } finally {
            messaging.update("drop trigger hold_mark on outbox_entry");
        }
    }

    private Process start(int brokerPort) throws IOException {
        var classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        var builder = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-cp", classPath,
                Victim.class.getName()).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(messaging.stage().infrastructure().variablesFor(Stage.ROLE));
        builder.environment().put("RABBITMQ_PORT", Integer.toString(brokerPort));
        builder.environment().put("VICTIM_WORLD", "http://127.0.0.1:" + world.getAddress().getPort() + "/");
        var process = builder.start();
        processes.add(process);
        return process;
    }

    private static void kill(Process process) throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    private static void lock(Connection connection, String function) throws Exception {
        try (var statement = connection.createStatement()) {
            statement.execute("select " + function + "(4711)");
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
