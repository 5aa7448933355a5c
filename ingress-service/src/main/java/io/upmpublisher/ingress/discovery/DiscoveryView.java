package io.upmpublisher.ingress.discovery;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonProperty;

import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.web.page.Page;

/**
 * A search as the API shows it.
 *
 * @param complete whether every repository of the owner is among those that were found
 * @param goesOnAt when it goes on, where it waits for GitHub; code and cause say why
 */
record DiscoveryView(UUID id, String owner, String state, Instant startedAt, String startedBy, @Nullable Instant finishedAt,
        boolean complete, @Nullable Instant goesOnAt, @Nullable String code, @Nullable String cause, Counts counts,
        List<Found> items, @Nullable String nextCursor) {

    static DiscoveryView of(Discovery discovery, Counts counts, Page<FoundRepository> page) {
        var waits = discovery.finishedAt().isEmpty() && discovery.code().isPresent() && !discovery.claimed();
        return new DiscoveryView(discovery.id(), discovery.owner(), discovery.state().name().toLowerCase(Locale.ROOT),
                discovery.startedAt(), discovery.startedBy(), discovery.finishedAt().orElse(null),
                discovery.state() != Discovery.State.LISTING && discovery.state() != Discovery.State.FAILED
                        && !discovery.cutOff(),
                waits ? discovery.dueAt() : null, discovery.code().orElse(null), discovery.cause().orElse(null), counts,
                page.items().stream().map(Found::from).toList(), page.nextCursor());
    }

    record Counts(int listed, int read, int unreadable, int withPackages) {
    }

    record Found(RepositoryName repository, Optional<String> defaultBranch, boolean archived, boolean fork,
            @JsonProperty("private") boolean isPrivate, String state, boolean truncated, List<FoundPackage> packages,
            Optional<String> cause, boolean registered, Optional<String> status) {

        static Found from(FoundRepository found) {
            return new Found(found.repository(), found.defaultBranch(), found.archived(), found.fork(), found.isPrivate(),
                    found.state().name().toLowerCase(Locale.ROOT), found.truncated(), found.packages(), found.cause(),
                    found.registeredAs().isPresent(), found.registeredAs());
        }
    }
}
