package io.upmpublisher.web.token;

import java.util.Optional;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

import io.quarkus.runtime.StartupEvent;

class TokenTableProducer {

    private static final Logger LOG = Logger.getLogger(TokenTableProducer.class);

    @Produces
    @Singleton
    TokenTable table(@ConfigProperty(name = "upm.tokens") Optional<String> tokens) {
        return TokenTable.parse(tokens.orElse(""));
    }

    /** Reads the table at the start, so that a mistake stops the service instead of its first request. */
    void check(@Observes StartupEvent start, TokenTable table) {
        if (table.isEmpty()) {
            LOG.warn("UPM_TOKENS is empty: every call of the API will be refused until it names a token");
        }
    }
}
