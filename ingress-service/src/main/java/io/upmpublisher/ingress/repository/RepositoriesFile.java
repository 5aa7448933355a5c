package io.upmpublisher.ingress.repository;

import java.util.List;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

import io.upmpublisher.events.RepositoryStatus;

/** The file {@code repositories.json}, whose schema is {@code docs/schemas/repositories.schema.json}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RepositoriesFile(@JsonProperty("$schema") @Nullable String schema, @Nullable List<@Nullable Entry> repositories) {

    static final String SCHEMA = "https://upmpublisher.io/schemas/repositories.schema.json";

    /**
     * @param status as in {@link RepositoryStatus}, or {@code pending-dispatcher}, which older files say for {@code pending}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Entry(@Nullable String url, @Nullable String status, @Nullable String note,
            @JsonProperty("dispatcher_enabled") @Nullable Boolean dispatcherEnabled) {

        static Entry from(Registration registration, RepositoryUrls urls) {
            var settings = registration.settings();
            return new Entry(urls.of(registration.repository()), word(settings.status()), settings.note().orElse(null),
                    settings.dispatcherEnabled().orElse(null));
        }

        private static String word(RepositoryStatus status) {
            return switch (status) {
                case ACTIVE -> "active";
                case PENDING -> "pending";
                case DISABLED -> "disabled";
                case SKIP -> "skip";
            };
        }
    }
}
