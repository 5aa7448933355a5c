package io.upmpublisher.notifier.announce;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.upmpublisher.events.RunId;
import io.upmpublisher.web.page.Cursor;

@ApplicationScoped
class NotificationRepository implements PanacheRepositoryBase<Notification, String> {

    Notification get(String key) {
        return findByIdOptional(key).orElseThrow(() -> new IllegalStateException("notification " + key + " was not planned"));
    }

    /** The newest first, those before the cursor. */
    List<Notification> newest(Optional<RunId> run, @Nullable Cursor before, int limit) {
        var conditions = new ArrayList<String>();
        Map<String, Object> parameters = new HashMap<>();
        run.ifPresent(wanted -> {
            conditions.add("run = :run");
            parameters.put("run", wanted.value());
        });
        if (before != null) {
            conditions.add("(createdAt < :time or createdAt = :time and key < :key)");
            parameters.put("time", before.instant(0));
            parameters.put("key", before.text(1));
        }
        var where = conditions.isEmpty() ? "" : "where " + String.join(" and ", conditions);
        return find("from Notification " + where + " order by createdAt desc, key desc", parameters).page(0, limit).list();
    }
}
