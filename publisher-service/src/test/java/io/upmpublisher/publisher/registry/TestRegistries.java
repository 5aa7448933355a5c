package io.upmpublisher.publisher.registry;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** Registries and clients for tests; pauses are noted and not taken. */
final class TestRegistries {

    static final String TOKEN = "s3cret-t0ken";
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);
    static final RegistryLimits LIMITS = new RegistryLimits(Duration.ofSeconds(5), Duration.ofSeconds(5),
            Duration.ofSeconds(20),
            1 << 20, 8 << 20, OptionalLong.empty());
    /** For tests in which a registry never answers. */
    static final RegistryLimits IMPATIENT = new RegistryLimits(Duration.ofSeconds(5), Duration.ofMillis(500),
            Duration.ofMillis(500), 1 << 20, 8 << 20, OptionalLong.empty());

    private TestRegistries() {
    }

    record Fixture(RegistryClient client, List<Duration> pauses) {
    }

    static Registry at(URI uri) {
        return Registry.of("default", uri, new RegistryToken(TOKEN), Set.of());
    }

    static Fixture client(URI uri, RegistryLimits limits) {
        var pauses = new CopyOnWriteArrayList<Duration>();
        return new Fixture(new RegistryClient(at(uri), limits, RetryPolicy.DEFAULT, CLOCK, pauses::add), pauses);
    }
}
