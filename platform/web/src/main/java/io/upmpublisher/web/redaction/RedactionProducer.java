package io.upmpublisher.web.redaction;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.Config;

class RedactionProducer {

    @Produces
    @Singleton
    Redaction redaction(Config config) {
        return new Redaction(ConfiguredSecrets.in(config));
    }
}
