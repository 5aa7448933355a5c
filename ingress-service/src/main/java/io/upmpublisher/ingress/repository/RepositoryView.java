package io.upmpublisher.ingress.repository;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.upmpublisher.events.RepositoryMode;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.events.RepositoryStatus;

record RepositoryView(RepositoryName repository, String url, RepositoryStatus status, RepositoryMode mode,
        List<String> branches,
        String registry, List<String> maintenanceLines, List<String> stopOn, boolean tags, boolean releases,
        @Nullable String note,
        @Nullable Boolean dispatcherEnabled,
        long version,
        Instant createdAt, Instant changedAt, String changedBy) {

    static RepositoryView from(Registration registration, RepositoryUrls urls) {
        var settings = registration.settings();
        return new RepositoryView(registration.repository(), urls.of(registration.repository()), settings.status(),
                settings.mode(), settings.branches(), settings.registry(), settings.maintenanceLines(), settings.stopOn(),
                settings.marks().tags(), settings.marks().releases(),
                settings.note().orElse(null), settings.dispatcherEnabled().orElse(null), registration.version(),
                registration.createdAt(), registration.changedAt(), registration.changedBy());
    }
}
