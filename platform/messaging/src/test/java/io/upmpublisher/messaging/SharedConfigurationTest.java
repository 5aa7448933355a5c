package io.upmpublisher.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;

class SharedConfigurationTest {

    @Test
    void namesTheVariableThatIsMissing() throws IOException {
        var config = configuration(Map.of());

        assertThatThrownBy(() -> config.getValue("quarkus.datasource.jdbc.url", String.class))
                .hasMessageContaining("UPM_DB_URL");
    }

    @Test
    void hasDefaultsThatAreSafe() throws IOException {
        var messaging = configuration(Map.of("RABBITMQ_HOST", "broker.example")).getConfigMapping(MessagingConfig.class);

        assertThat(messaging.broker().host()).isEqualTo("broker.example");
        assertThat(messaging.broker().port()).isEqualTo(5672);
        assertThat(messaging.broker().proveAliveEvery()).isEqualTo(Duration.ofSeconds(15));
        assertThat(messaging.declareTopology()).isTrue();
        assertThat(messaging.subscriptions()).isEmpty();
        assertThat(messaging.inbox().workers()).isEqualTo(16);
        assertThat(messaging.inbox().lease()).isEqualTo(Duration.ofSeconds(30));
        assertThat(messaging.inbox().gapWait()).isEqualTo(Duration.ofMinutes(2));
        assertThat(messaging.outbox().lease()).isEqualTo(Duration.ofSeconds(30));
        assertThat(messaging.outbox().resendAfter()).isEqualTo(Duration.ofMinutes(2));
        assertThat(messaging.outbox().finishEvery()).isEqualTo(Duration.ofSeconds(5));
    }

    private static SmallRyeConfig configuration(Map<String, String> variables) throws IOException {
        var shared = MessagingConfig.class.getResource("/META-INF/microprofile-config.properties");
        return new SmallRyeConfigBuilder().addDefaultInterceptors()
                .withConverter(Duration.class, 200, value -> Duration.parse("PT" + value))
                .withSources(new PropertiesConfigSource(shared))
                .withSources(new PropertiesConfigSource(variables, "variables", 500))
                .withMapping(MessagingConfig.class)
                .build();
    }
}
