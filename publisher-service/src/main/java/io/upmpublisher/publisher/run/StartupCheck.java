package io.upmpublisher.publisher.run;

import java.util.ArrayList;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.upmpublisher.publisher.registry.Registries;
import io.upmpublisher.publisher.source.SourceCheck;

/** Refuses to start on settings with which every run would fail, and names all of them at once. */
@ApplicationScoped
class StartupCheck {

    private final Registries registries;
    private final SourceCheck source;

    StartupCheck(Registries registries, SourceCheck source) {
        this.registries = registries;
        this.source = source;
    }

    // Before messaging takes up work.
    void check(@Observes @Priority(1) StartupEvent event) {
        var mistakes = new ArrayList<>(registries.mistakes());
        source.mistake().ifPresent(mistakes::add);
        if (!mistakes.isEmpty()) {
            throw new ConfigurationException("The publisher cannot start:\n  " + String.join("\n  ", mistakes));
        }
    }
}
