package io.upmpublisher.publisher.run;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.upmpublisher.events.RunId;

@ApplicationScoped
class RunRepository implements PanacheRepositoryBase<Run, UUID> {

    Optional<Run> find(RunId run) {
        return findByIdOptional(run.value());
    }

    Run get(RunId run) {
        return find(run).orElseThrow(() -> new IllegalStateException("run " + run + " was not begun"));
    }

    /** In the order of their paths. */
    List<RunPackage> packagesOf(RunId run) {
        return getEntityManager().createQuery("from RunPackage where key.run = :run order by key.path", RunPackage.class)
                .setParameter("run", run.value()).getResultList();
    }

    void save(RunPackage recorded) {
        getEntityManager().merge(recorded);
    }
}
