package io.upmpublisher.command.check;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.upmpublisher.command.http.Http;
import io.upmpublisher.command.http.Reply;
import io.upmpublisher.command.settings.Settings;
import io.upmpublisher.command.settings.Variable;
import io.upmpublisher.events.RepositoryName;

/**
 * What checks look with.
 *
 * @param repositories whose rights and webhooks are looked at; without any the first registered ones
 * @param packageName whose publishing the registry is asked about
 * @param isFast leaves out what takes long and seldom changes
 */
record Surroundings(Settings settings, Http http, Duration patience, List<RepositoryName> repositories,
        Optional<String> packageName, boolean isFast) {

    Surroundings {
        repositories = List.copyOf(repositories);
    }

    Reply get(URI address) throws InterruptedException {
        return http.get(address, Map.of());
    }

    Reply get(URI address, String token) throws InterruptedException {
        return http.get(address, Map.of("Authorization", "Bearer " + token, "Accept", "application/json"));
    }

    Optional<String> value(Variable variable) {
        return settings.get(variable);
    }
}
