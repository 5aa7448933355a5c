package io.upmpublisher.ingress.delivery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

import org.jspecify.annotations.Nullable;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.upmpublisher.events.CommitPrefix;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.web.page.Cursor;

@ApplicationScoped
class DeliveryRepository implements PanacheRepositoryBase<Delivery, String> {

    Optional<Delivery> locked(String id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
    }

    /** The newest first, those before the cursor. */
    List<Delivery> newest(Optional<RepositoryName> repository, Optional<CommitPrefix> commit, @Nullable Cursor before,
            int limit) {
        var conditions = new ArrayList<String>();
        Map<String, Object> parameters = new HashMap<>();
        repository.ifPresent(wanted -> {
            conditions.add("repositoryKey = :repository");
            parameters.put("repository", wanted.key());
        });
        commit.ifPresent(wanted -> {
            conditions.add("commitId like :commit");
            parameters.put("commit", wanted.value() + "%");
        });
        if (before != null) {
            conditions.add("(receivedAt < :time or receivedAt = :time and id < :id)");
            parameters.put("time", before.instant(0));
            parameters.put("id", before.text(1));
        }
        var where = conditions.isEmpty() ? "" : "where " + String.join(" and ", conditions);
        return find("from Delivery " + where + " order by receivedAt desc, id desc", parameters).page(0, limit).list();
    }

    /** Ignored ones that can be decided anew, the oldest first, those after the cursor. */
    List<String> replayable(ReplayFilter filter, Optional<Cursor> after, int limit) {
        var conditions = new ArrayList<>(filter.conditions());
        Map<String, Object> parameters = new HashMap<>(filter.parameters());
        after.ifPresent(cursor -> {
            conditions.add("(d.receivedAt > :time or d.receivedAt = :time and d.id > :id)");
            parameters.put("time", cursor.instant(0));
            parameters.put("id", cursor.text(1));
        });
        var query = getEntityManager().createQuery("select d.id from Delivery d where " + String.join(" and ", conditions)
                + " order by d.receivedAt, d.id", String.class);
        parameters.forEach(query::setParameter);
        return query.setMaxResults(limit).getResultList();
    }

    long countReplayable(ReplayFilter filter) {
        var query = getEntityManager().createQuery(
                "select count(*) from Delivery d where " + String.join(" and ", filter.conditions()), Long.class);
        filter.parameters().forEach(query::setParameter);
        return query.getSingleResult();
    }

    Optional<byte[]> bodyOf(String id) {
        return Optional.ofNullable(getEntityManager().find(DeliveryBody.class, id)).map(DeliveryBody::body);
    }
}
