package io.upmpublisher.ingress.repository;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

import jakarta.enterprise.context.ApplicationScoped;

import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.events.RepositoryStatus;
import io.upmpublisher.events.UserName;

/**
 * Brings the registered repositories to what a file says, or only tells what that would change. What the file does not name is
 * left alone: a shorter file is more often a mistake than a wish. Belongs into a transaction.
 */
@ApplicationScoped
class RepositoriesImport {

    private final Repositories repositories;
    private final RegistrationRepository registrations;

    RepositoriesImport(Repositories repositories, RegistrationRepository registrations) {
        this.repositories = repositories;
        this.registrations = registrations;
    }

    /**
     * @param added what was not registered
     * @param unchanged how many are as the file says already
     * @param notInFile what is registered and was left alone
     */
    record Difference(boolean dryRun, List<Added> added, List<Changed> changed, int unchanged,
            List<RepositoryName> notInFile) {
    }

    record Added(RepositoryName repository, RepositoryStatus status) {
    }

    /**
     * @param fields before and after of each that differs
     */
    record Changed(RepositoryName repository, Map<String, Values> fields) {
    }

    record Values(Object before, Object after) {
    }

    Difference apply(Map<RepositoryName, UnaryOperator<Settings>> file, boolean dryRun, UserName by) {
        registrations.lockForAdding();
        var known = new HashMap<RepositoryName, Registration>();
        registrations.all().forEach(registration -> known.put(registration.repository(), registration));
        var added = new ArrayList<Added>();
        var changed = new ArrayList<Changed>();
        for (var entry : file.entrySet()) {
            var registration = known.remove(entry.getKey());
            if (registration == null) {
                var settings = entry.getValue().apply(Settings.of(RepositoryStatus.PENDING));
                added.add(new Added(entry.getKey(), settings.status()));
                if (!dryRun) {
                    repositories.register(entry.getKey(), settings, by);
                }
            } else {
                var change = unlessReadAlready(registration, entry.getValue());
                var fields = differing(registration.settings(), change.apply(registration.settings()));
                if (!fields.isEmpty()) {
                    changed.add(new Changed(registration.repository(), fields));
                }
                if (!dryRun && !fields.isEmpty()) {
                    repositories.change(entry.getKey(), OptionalLong.empty(), change, by);
                }
            }
        }
        var unchanged = file.size() - added.size() - changed.size();
        return new Difference(dryRun, added, changed, unchanged,
                known.values().stream().map(Registration::repository)
                        .sorted((one, other) -> one.key().compareTo(other.key())).toList());
    }

    // A file that still says pending of what was read in the meantime says nothing new: else each import would have it read again.
    private static UnaryOperator<Settings> unlessReadAlready(Registration registration, UnaryOperator<Settings> change) {
        return !registration.wasPending() ? change : present -> {
            var wanted = change.apply(present);
            return wanted.status() == RepositoryStatus.PENDING ? wanted.with(present.status()) : wanted;
        };
    }

    private static Map<String, Values> differing(Settings before, Settings after) {
        var fields = new HashMap<String, Values>();
        if (before.status() != after.status()) {
            fields.put("status", new Values(before.status(), after.status()));
        }
        if (!before.note().equals(after.note())) {
            fields.put("note", new Values(before.note(), after.note()));
        }
        if (!before.dispatcherEnabled().equals(after.dispatcherEnabled())) {
            fields.put("dispatcher_enabled", new Values(before.dispatcherEnabled(), after.dispatcherEnabled()));
        }
        return fields;
    }
}
