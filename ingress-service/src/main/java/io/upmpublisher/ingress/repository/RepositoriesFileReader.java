package io.upmpublisher.ingress.repository;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import io.upmpublisher.events.InvalidValueException;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.events.RepositoryStatus;
import io.upmpublisher.ingress.repository.RepositoriesFile.Entry;
import io.upmpublisher.web.problem.InvalidField;
import io.upmpublisher.web.problem.Problem;

/** Reads the entries of a file, and names all that is wrong in it at once. */
final class RepositoriesFileReader {

    private static final int MAX_ENTRIES = 10_000;
    private static final int MAX_ERRORS = 50;

    private final RepositoryUrls urls;
    private final List<InvalidField> errors = new ArrayList<>();

    RepositoriesFileReader(RepositoryUrls urls) {
        this.urls = urls;
    }

    /**
     * What the file says of each repository, as a change of what is known of it: the file does not know of modes and branches.
     *
     * @throws Problem that names each wrong entry and field
     */
    Map<RepositoryName, UnaryOperator<Settings>> read(RepositoriesFile file) {
        var entries = file.repositories();
        if (entries == null || entries.size() > MAX_ENTRIES) {
            throw Problem.invalidField("/repositories", entries == null ? "is missing" : "has more than 10,000 entries");
        }
        var changes = new LinkedHashMap<RepositoryName, UnaryOperator<Settings>>();
        for (var i = 0; i < entries.size() && errors.size() < MAX_ERRORS; i++) {
            read("/repositories/" + i, entries.get(i), changes);
        }
        if (!errors.isEmpty()) {
            throw Problem.invalidFields(errors);
        }
        return changes;
    }

    private void read(String pointer, @Nullable Entry entry, Map<RepositoryName, UnaryOperator<Settings>> changes) {
        if (entry == null) {
            errors.add(new InvalidField(pointer, "must be an object"));
            return;
        }
        var repository = repository(pointer + "/url", entry.url());
        var status = status(pointer + "/status", entry.status());
        checkNote(pointer + "/note", entry.note());
        if (repository.isEmpty() || status.isEmpty()) {
            return;
        }
        if (changes.putIfAbsent(repository.get(), present -> over(present, status.get(), entry)) != null) {
            errors.add(new InvalidField(pointer + "/url", "names " + repository.get() + ", which an entry before names too"));
        }
    }

    private static Settings over(Settings present, RepositoryStatus status, Entry entry) {
        return new Settings(status, present.mode(), present.branches(), present.registry(), present.maintenanceLines(),
                present.stopOn(), present.marks(), Optional.ofNullable(entry.note()),
                Optional.ofNullable(entry.dispatcherEnabled()));
    }

    private Optional<RepositoryName> repository(String pointer, @Nullable String url) {
        if (url == null) {
            errors.add(new InvalidField(pointer, "is missing"));
            return Optional.empty();
        }
        try {
            return Optional.of(urls.parse(url));
        } catch (InvalidValueException e) {
            errors.add(new InvalidField(pointer, e.getMessage()));
            return Optional.empty();
        }
    }

    private Optional<RepositoryStatus> status(String pointer, @Nullable String status) {
        var known = switch (status) {
            case "active" -> Optional.of(RepositoryStatus.ACTIVE);
            case "pending", "pending-dispatcher" -> Optional.of(RepositoryStatus.PENDING);
            case "disabled" -> Optional.of(RepositoryStatus.DISABLED);
            case "skip" -> Optional.of(RepositoryStatus.SKIP);
            case null, default -> Optional.<RepositoryStatus> empty();
        };
        if (known.isEmpty()) {
            errors.add(new InvalidField(pointer, status == null ? "is missing"
                    : "must be active, pending, pending-dispatcher, disabled or skip"));
        }
        return known;
    }

    private void checkNote(String pointer, @Nullable String note) {
        if (note != null && !Settings.isNote(note)) {
            errors.add(new InvalidField(pointer, "must be plain text of at most 2,000 characters"));
        }
    }
}
