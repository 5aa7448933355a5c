package io.upmpublisher.ingress.request;

import java.util.Collection;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import org.jboss.logging.Logger;

import io.quarkus.runtime.StartupEvent;
import io.upmpublisher.events.Owners;
import io.upmpublisher.events.RepositoryName;

@ApplicationScoped
public class TrustedOwners {

    private static final Logger LOG = Logger.getLogger(TrustedOwners.class);

    private final Owners owners;

    @Inject
    TrustedOwners(RequestConfig config) {
        this(config.trustedOwners().orElse(Set.of()));
    }

    TrustedOwners(Collection<String> owners) {
        this.owners = Owners.of(owners);
    }

    public boolean include(RepositoryName repository) {
        return owners.include(repository);
    }

    void warnIfNone(@Observes StartupEvent start) {
        if (owners.isEmpty()) {
            LOG.error("UPM_TRUSTED_OWNERS is empty: every delivery will be ignored until it names the owners to listen to");
        }
    }
}
