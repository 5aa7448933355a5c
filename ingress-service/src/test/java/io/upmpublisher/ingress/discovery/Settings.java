package io.upmpublisher.ingress.discovery;

import java.time.Duration;

/** The settings of searches as they are without configuration. */
record Settings(int maxRepositories, int maxManifests, int reserve) implements DiscoveryConfig {

    static final Duration LEASE = Duration.ofMinutes(2);
    static final Duration EVERY = Duration.ofSeconds(10);

    static Settings defaults() {
        return new Settings(5_000, 50, 33);
    }

    @Override
    public int atOnce() {
        return 2;
    }

    @Override
    public Duration lease() {
        return LEASE;
    }

    @Override
    public int repositoryAttempts() {
        return 3;
    }

    @Override
    public Duration firstDelay() {
        return Duration.ofSeconds(10);
    }

    @Override
    public int attempts() {
        return 10;
    }

    @Override
    public Duration every() {
        return EVERY;
    }

    @Override
    public Duration keep() {
        return Duration.ofDays(30);
    }
}
