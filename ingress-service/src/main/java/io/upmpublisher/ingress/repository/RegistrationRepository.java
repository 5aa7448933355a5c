package io.upmpublisher.ingress.repository;

import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.events.RepositoryStatus;

@ApplicationScoped
class RegistrationRepository implements PanacheRepositoryBase<Registration, String> {

    Optional<Registration> of(RepositoryName repository) {
        return findByIdOptional(repository.key());
    }

    /** Nobody else changes it before the transaction ends. */
    Optional<Registration> locked(RepositoryName repository) {
        return findByIdOptional(repository.key(), LockModeType.PESSIMISTIC_WRITE);
    }

    /** In the order of the keys, those after the given one. */
    List<Registration> after(String key, int limit) {
        return find("key > ?1", Sort.by("key"), key).page(0, limit).list();
    }

    /**
     * The same, of those that have the text in their name.
     *
     * @param part in lower case, as keys are
     */
    List<Registration> after(String key, String part, int limit) {
        return find("key > ?1 and locate(?2, key) > 0", Sort.by("key"), key, part).page(0, limit).list();
    }

    List<Registration> all() {
        return listAll(Sort.by("key"));
    }

    List<Registration> active() {
        return list("status", RepositoryStatus.ACTIVE);
    }

    /**
     * Lets one import or registration at a time through: two that add the same repository would otherwise meet at the primary
     * key.
     */
    void lockForAdding() {
        getEntityManager()
                .createNativeQuery("select cast(pg_advisory_xact_lock(hashtextextended('registration', 0)) as text)",
                        String.class)
                .getSingleResult();
    }
}
