package io.upmpublisher.publisher.source;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.runtime.configuration.ConfigurationException;

/** Whether repositories can be read with the configuration as it is. */
@ApplicationScoped
public class SourceCheck {

    private final SourceConfig config;

    SourceCheck(SourceConfig config) {
        this.config = config;
    }

    /** What is wrong, in words that do not repeat the value. */
    public Optional<String> mistake() {
        try {
            SourceProducer.baseOf(config.gitBaseUrl());
            return Optional.empty();
        } catch (ConfigurationException e) {
            return Optional.ofNullable(e.getMessage());
        }
    }
}
