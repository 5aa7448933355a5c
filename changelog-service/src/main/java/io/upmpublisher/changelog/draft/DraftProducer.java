package io.upmpublisher.changelog.draft;

import java.time.Clock;
import java.util.Map;
import java.util.Set;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.upmpublisher.changelog.remote.JsonApi;

@Dependent
class DraftProducer {

    @Produces
    @Singleton
    Drafts drafts(DraftConfig config, Clock clock) {
        return new Drafts(
                config.geminiApiKey().map(String::strip).filter(key -> !key.isEmpty()).map(key -> model(config, key, clock)));
    }

    private static ChangelogModel model(DraftConfig config, String key, Clock clock) {
        // In a header: an address gets into logs and traces.
        var api = new JsonApi(config.geminiApiUrl(), Map.of("x-goog-api-key", key), config.timeout(),
                config.plainHttpHosts().orElse(Set.of()), clock);
        return new GeminiModel(api, config.geminiModel(), new ModelQuota(config.perMinute(), config.perDay(), clock));
    }
}
