package io.upmpublisher.github;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** How GitHub's API is used, and how much of it is left. */
final class GitHubMeters {

    private final MeterRegistry registry;
    private final Map<String, AtomicLong> remaining = new ConcurrentHashMap<>();

    GitHubMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    void requested(Outcome outcome) {
        Counter.builder("upm.github.requests").tag("outcome", outcome.tag())
                .description("Requests to GitHub's API, by how they ended").register(registry).increment();
    }

    /**
     * @param holder one per owner that the system works for, so the series are few
     */
    void remaining(String holder, long requests) {
        remaining.computeIfAbsent(holder, this::gauge).set(requests);
    }

    private AtomicLong gauge(String holder) {
        var value = new AtomicLong();
        Gauge.builder("upm.github.limit.remaining", value, AtomicLong::get).tag("credential", holder)
                .description("Requests that GitHub still takes until its limit is reset").register(registry);
        return value;
    }

    enum Outcome {
        DONE,
        NOT_MODIFIED,
        REDIRECTED,
        REFUSED,
        LIMITED,
        FAILED,
        UNREACHABLE;

        static Outcome of(int status) {
            return switch (status / 100) {
                case 2 -> DONE;
                case 3 -> status == 304 ? NOT_MODIFIED : REDIRECTED;
                case 4 -> REFUSED;
                default -> FAILED;
            };
        }

        String tag() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
