package io.upmpublisher.ingress.hook;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** The defaults, for an address. */
record Settings(URI url) implements HookConfig {

    @Override
    public boolean enabled() {
        return true;
    }

    @Override
    public Optional<Set<HookKind>> kinds() {
        return Optional.of(Set.of(HookKind.ORGANIZATION, HookKind.APP));
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(5);
    }

    @Override
    public Duration everyOfRepository() {
        return Duration.ofMinutes(30);
    }

    @Override
    public Duration window() {
        return Duration.ofDays(3);
    }

    @Override
    public int maxAsks() {
        return 3;
    }

    @Override
    public Duration askAgainAfter() {
        return Duration.ofHours(1);
    }

    @Override
    public Duration overdueAfter() {
        return Duration.ofHours(48);
    }
}
