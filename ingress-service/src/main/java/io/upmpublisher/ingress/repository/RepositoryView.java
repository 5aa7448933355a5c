package io.upmpublisher.ingress.repository;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.upmpublisher.events.RepositoryMode;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.events.RepositoryStatus;
import io.upmpublisher.ingress.reality.Flag;
import io.upmpublisher.ingress.reality.Reality;

/**
 * @param reality how it was found to be; null in lists
 * @param flags those of reality, in lists only
 */
record RepositoryView(RepositoryName repository, String url, RepositoryStatus status, RepositoryMode mode,
        List<String> branches,
        String registry, List<String> maintenanceLines, List<String> stopOn, boolean tags, boolean releases,
        @Nullable String note,
        @Nullable Boolean dispatcherEnabled,
        long version,
        Instant createdAt, Instant changedAt, String changedBy, @Nullable RealityView reality,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<RealityView.FlagView> flags) {

    static RepositoryView from(Registration registration, RepositoryUrls urls, List<Flag> flags) {
        return from(registration, urls, null, flags.stream().map(RealityView.FlagView::from).toList());
    }

    static RepositoryView from(Registration registration, RepositoryUrls urls, Reality reality) {
        return from(registration, urls, RealityView.from(reality), null);
    }

    private static RepositoryView from(Registration registration, RepositoryUrls urls, @Nullable RealityView reality,
            @Nullable List<RealityView.FlagView> flags) {
        var settings = registration.settings();
        return new RepositoryView(registration.repository(), urls.of(registration.repository()), settings.status(),
                settings.mode(), settings.branches(), settings.registry(), settings.maintenanceLines(), settings.stopOn(),
                settings.marks().tags(), settings.marks().releases(),
                settings.note().orElse(null), settings.dispatcherEnabled().orElse(null), registration.version(),
                registration.createdAt(), registration.changedAt(), registration.changedBy(), reality, flags);
    }
}
