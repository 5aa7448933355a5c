package io.upmpublisher.audit.query;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import io.upmpublisher.events.PackageName;
import io.upmpublisher.events.RepositoryName;

/**
 * Which records are asked for: those that fit everything that is given.
 *
 * @param outcome the event's, or that of a package: of the named one, if one is named
 * @param from the first time that fits
 * @param to the first time after it that does not
 */
record RecordFilter(Optional<RepositoryName> repository, Optional<PackageName> packageName, Optional<String> version,
        Optional<String> outcome, Optional<String> type, Optional<String> actor, Optional<UUID> run, Optional<Instant> from,
        Optional<Instant> to) {

    Conditions conditions() {
        var conditions = new Conditions();
        repository.ifPresent(name -> conditions.add("repository_key = ?", name.key()));
        if (packageName.isPresent() || version.isPresent()) {
            conditions.add("packages @> ?::jsonb", packageWith(Optional.empty()));
        }
        outcome.ifPresent(word -> conditions.add("(outcome = ? or packages @> ?::jsonb)", word, packageWith(outcome)));
        type.ifPresent(name -> conditions.add("type = ?", name));
        actor.ifPresent(name -> conditions.add("actor = ?", name));
        run.ifPresent(id -> conditions.add("run = ?", id));
        from.ifPresent(time -> conditions.add("time >= ?", time.atOffset(ZoneOffset.UTC)));
        to.ifPresent(time -> conditions.add("time < ?", time.atOffset(ZoneOffset.UTC)));
        return conditions;
    }

    private String packageWith(Optional<String> outcomeOfIt) {
        var packages = JsonNodeFactory.instance.arrayNode();
        var wanted = packages.addObject();
        packageName.ifPresent(name -> wanted.put("name", name.toString()));
        version.ifPresent(text -> wanted.put("version", text));
        outcomeOfIt.ifPresent(text -> wanted.put("outcome", text));
        return packages.toString();
    }
}
