package io.upmpublisher.publisher.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

class RegistriesTest {

    @Test
    void namesEverythingThatIsNotSet() {
        assertThat(mistakesIn(config(Map.of("default", entry(null, null), "other", entry(null, null)))))
                .satisfiesExactly(
                        mistake -> assertThat(mistake).startsWith("UPM_REGISTRY is not set"),
                        mistake -> assertThat(mistake).startsWith("NPM_TOKEN is not set"),
                        mistake -> assertThat(mistake).startsWith("publisher.registry.named.other.url is not set"),
                        mistake -> assertThat(mistake).startsWith("publisher.registry.named.other.token is not set"));
    }

    @Test
    void showsNoSecretOfWhatIsWrong() {
        for (var address : Set.of("http://registry.example", "https://user:hunter2@registry.example", "://hunter2", "hunter2",
                "https://registry.example?token=hunter2")) {
            assertThat(mistakesIn(config(Map.of("default", entry(address, "hunter2"))))).singleElement()
                    .satisfies(mistake -> assertThat(mistake).contains("UPM_REGISTRY").doesNotContain("hunter2"));
        }
        assertThat(mistakesIn(config(Map.of("default", entry("https://registry.example", "hunter 2")))))
                .singleElement().satisfies(mistake -> assertThat(mistake).contains("NPM_TOKEN").doesNotContain("hunter"));
    }

    @Test
    void findsNothingWrongWithWhatIsRight() {
        assertThat(mistakesIn(config(Map.of("default", entry("https://registry.example", "token"),
                "loopback", entry("http://127.0.0.1:4873", "token"), "listed", entry("http://inside.example", "token")))))
                .isEmpty();
    }

    private static List<String> mistakesIn(RegistriesConfig config) {
        try (var clients = RegistryClients.of(config, Clock.systemUTC())) {
            return clients.mistakes();
        }
    }

    private static RegistriesConfig config(Map<String, RegistriesConfig.Entry> entries) {
        return new Config(new TreeMap<>(entries));
    }

    private static RegistriesConfig.Entry entry(String url, String token) {
        return new Entry(Optional.ofNullable(url), Optional.ofNullable(token));
    }

    private record Config(Map<String, RegistriesConfig.Entry> named) implements RegistriesConfig {

        @Override
        public Optional<Set<String>> plainHttpHosts() {
            return Optional.of(Set.of("inside.example"));
        }

        @Override
        public Duration firstDelay() {
            return Duration.ofMillis(500);
        }
    }

    private record Entry(Optional<String> url, Optional<String> token) implements RegistriesConfig.Entry {

        @Override
        public OptionalLong maxRequestBytes() {
            return OptionalLong.empty();
        }

        @Override
        public Duration transferTimeout() {
            return Duration.ofMinutes(5);
        }
    }
}
