package io.upmpublisher.changelog.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.quarkus.hibernate.orm.panache.PanacheRepository;
import io.upmpublisher.events.CommitId;
import io.upmpublisher.events.PackageName;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.events.RunId;
import io.upmpublisher.events.SemVersion;
import io.upmpublisher.web.page.Cursor;

@ApplicationScoped
class EntryRepository implements PanacheRepository<ChangelogEntry> {

    /** More versions than this below the new one are never looked at. */
    private static final int VERSIONS = 1_000;

    List<ChangelogEntry> of(RunId run, int revision) {
        return list("run = ?1 and revision = ?2 order by path", run.value(), revision);
    }

    /** The newest first, those before the cursor. */
    List<ChangelogEntry> newest(Optional<RepositoryName> repository, Optional<PackageName> name, @Nullable Cursor before,
            int limit) {
        var conditions = new ArrayList<String>();
        Map<String, Object> parameters = new HashMap<>();
        repository.ifPresent(wanted -> {
            conditions.add("repositoryKey = :repository");
            parameters.put("repository", wanted.key());
        });
        name.ifPresent(wanted -> {
            conditions.add("name = :name");
            parameters.put("name", wanted.value());
        });
        if (before != null) {
            conditions.add("id < :id");
            parameters.put("id", before.number(0));
        }
        var where = conditions.isEmpty() ? "" : "where " + String.join(" and ", conditions);
        return find("from ChangelogEntry " + where + " order by id desc", parameters).page(0, limit).list();
    }

    void note(PublishedVersion published) {
        getEntityManager().merge(published);
    }

    /** The commits that a package's versions were published from, of the latest versions. */
    Map<SemVersion, CommitId> published(RepositoryName repository, PackageName name) {
        return getEntityManager()
                .createQuery("from PublishedVersion where key.repositoryKey = :repository and key.name = :name "
                        + "order by recordedAt desc", PublishedVersion.class)
                .setParameter("repository", repository.key()).setParameter("name", name.value()).setMaxResults(VERSIONS)
                .getResultStream().collect(Collectors.toMap(PublishedVersion::version, PublishedVersion::commit));
    }
}
