package io.upmpublisher.publisher.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.runtime.configuration.ConfigurationException;

class SourceProducerTest {

    @Test
    void takesAGitHostsAddress() {
        assertThat(SourceProducer.baseOf(" https://github.example/git ")).hasToString("https://github.example/git");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "github.com", "ssh://git@github.com", "https://user:hunter2@github.com", "https://a b",
            "https://github.com?x=hunter2", "file:///srv/git" })
    void namesTheVariableAndNotItsValue(String text) {
        assertThatThrownBy(() -> SourceProducer.baseOf(text)).isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("GITHUB_BASE_URL").hasMessageNotContaining("hunter2").hasNoCause();
    }
}
