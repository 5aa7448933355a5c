package io.upmpublisher.publisher.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.upmpublisher.events.PackageName;
import io.upmpublisher.events.SemVersion;

/** Whatever a registry answers, no more of it is read or held than the limits of production allow. */
@Timeout(60)
class HostileRegistryTest {

    private static final PackageName NAME = PackageName.of("com.acme.core");
    private static final int CHUNK = 1 << 20;

    private FakeRegistry registry;
    private RegistryClient client;

    @BeforeEach
    void start() {
        registry = new FakeRegistry();
        client = TestRegistries.client(registry.uri(), RegistryLimits.DEFAULT).client();
    }

    @AfterEach
    void stop() {
        client.close();
        registry.close();
    }

    @Test
    void stopsReadingAPackumentOfTwoHundredMegabytes() throws Exception {
        var sent = new AtomicLong();
        registry.script("GET", huge(200, sent));

        assertThat(refusal()).isEqualTo(RegistryCode.REGISTRY_ANSWER_INVALID);
        assertThat(registry.count("GET")).isEqualTo(1);
        assertThat(sent.get()).isLessThan(180L << 20);
    }

    @Test
    void refusesAPackumentThatIsNestedAHundredThousandTimes() throws Exception {
        registry.script("GET", FakeRegistry.status(200, "{\"name\":\"com.acme.core\",\"readme\":" + "[".repeat(100_000)
                + "]".repeat(100_000) + "}"));

        assertThat(refusal()).isEqualTo(RegistryCode.REGISTRY_ANSWER_INVALID);
    }

    @Test
    void inflatesNothingThatItDidNotAskToBeCompressed() throws Exception {
        var bomb = compressedSpaces(200);
        registry.script("GET", exchange -> {
            exchange.getResponseHeaders().add("Content-Encoding", "gzip");
            exchange.sendResponseHeaders(200, bomb.length);
            exchange.getResponseBody().write(bomb);
        });

        assertThat(refusal()).isEqualTo(RegistryCode.REGISTRY_ANSWER_INVALID);
    }

    @Test
    void takesTheLastOfKeysThatOccurTwice() throws Exception {
        registry.script("GET", FakeRegistry.status(200, """
                {"name":"com.acme.other","name":"com.acme.core",
                 "versions":{"1.0.0":{"gitHead":"one"},"1.0.0":{"gitHead":"two"}}}"""));

        assertThat(client.packument(NAME)).isInstanceOfSatisfying(Lookup.Found.class,
                found -> assertThat(((Packument) found.value()).version(SemVersion.parse("1.0.0")).orElseThrow().gitHead())
                        .isEqualTo(Optional.of("two")));
    }

    @Test
    void refusesBytesThatAreNoUtf8() throws Exception {
        registry.script("GET", exchange -> {
            var body = "{\"name\":\"com.acme.core\",\"readme\":\"caf\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        });

        assertThat(refusal()).isEqualTo(RegistryCode.REGISTRY_ANSWER_INVALID);
    }

    private RegistryCode refusal() throws InterruptedException {
        var answer = client.packument(NAME);
        assertThat(answer).isInstanceOf(Lookup.Unavailable.class);
        return ((Lookup.Unavailable<Packument>) answer).problem().code();
    }

    private static FakeRegistry.Answer huge(int mebibytes, AtomicLong sent) {
        var chunk = new byte[CHUNK];
        Arrays.fill(chunk, (byte) 'x');
        return exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("{\"name\":\"com.acme.core\",\"readme\":\"".getBytes(StandardCharsets.UTF_8));
            // Whoever hangs up ends this.
            for (var number = 0; number < mebibytes; number++) {
                exchange.getResponseBody().write(chunk);
                sent.addAndGet(CHUNK);
            }
        };
    }

    private static byte[] compressedSpaces(int mebibytes) {
        var compressed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(compressed)) {
            var chunk = new byte[CHUNK];
            Arrays.fill(chunk, (byte) ' ');
            for (var number = 0; number < mebibytes; number++) {
                gzip.write(chunk);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toByteArray();
    }
}
