package io.upmpublisher.ingress.request;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import org.jboss.logging.Logger;

import io.quarkus.runtime.StartupEvent;
import io.upmpublisher.events.RepositoryName;

@ApplicationScoped
public class TrustedOwners {

    private static final Logger LOG = Logger.getLogger(TrustedOwners.class);

    private final Set<String> owners;

    @Inject
    TrustedOwners(RequestConfig config) {
        this(config.trustedOwners().orElse(Set.of()));
    }

    TrustedOwners(Collection<String> owners) {
        this.owners = owners.stream().map(owner -> owner.strip().toLowerCase(Locale.ROOT)).filter(owner -> !owner.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    public boolean include(RepositoryName repository) {
        return owners.contains(repository.owner().toLowerCase(Locale.ROOT));
    }

    void warnIfNone(@Observes StartupEvent start) {
        if (owners.isEmpty()) {
            LOG.error("UPM_TRUSTED_OWNERS is empty: every delivery will be ignored until it names the owners to listen to");
        }
    }
}
