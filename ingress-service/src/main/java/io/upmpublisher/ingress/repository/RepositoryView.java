package io.upmpublisher.ingress.repository;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.upmpublisher.events.RepositoryMode;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.events.RepositoryStatus;
import io.upmpublisher.ingress.reality.Reality;

/**
 * @param reality how it was found to be; null in lists
 */
record RepositoryView(RepositoryName repository, String url, RepositoryStatus status, RepositoryMode mode,
        List<String> branches,
        String registry, List<String> maintenanceLines, List<String> stopOn, boolean tags, boolean releases,
        @Nullable String note,
        @Nullable Boolean dispatcherEnabled,
        long version,
        Instant createdAt, Instant changedAt, String changedBy, @Nullable RealityView reality) {

    static RepositoryView from(Registration registration, RepositoryUrls urls) {
        return from(registration, urls, (RealityView) null);
    }

    static RepositoryView from(Registration registration, RepositoryUrls urls, Reality reality) {
        return from(registration, urls, RealityView.from(reality));
    }

    private static RepositoryView from(Registration registration, RepositoryUrls urls, @Nullable RealityView reality) {
        var settings = registration.settings();
        return new RepositoryView(registration.repository(), urls.of(registration.repository()), settings.status(),
                settings.mode(), settings.branches(), settings.registry(), settings.maintenanceLines(), settings.stopOn(),
                settings.marks().tags(), settings.marks().releases(),
                settings.note().orElse(null), settings.dispatcherEnabled().orElse(null), registration.version(),
                registration.createdAt(), registration.changedAt(), registration.changedBy(), reality);
    }
}
