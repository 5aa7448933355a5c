package io.upmpublisher.ingress.repository;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.upmpublisher.events.InvalidValueException;
import io.upmpublisher.events.RepositoryMode;
import io.upmpublisher.events.RepositoryStatus;

/** How a repository is to be registered; what is absent takes its default. */
public record Wish(Optional<RepositoryStatus> status, Optional<RepositoryMode> mode, List<String> branches,
        Optional<String> registry, Optional<String> note) {

    public Wish {
        branches = List.copyOf(branches);
    }

    /** The branches only where none are wished. */
    public Wish orBranches(@Nullable List<String> otherwise) {
        return branches.isEmpty() && otherwise != null ? new Wish(status, mode, otherwise, registry, note) : this;
    }

    /**
     * @throws InvalidValueException that names the field
     */
    Settings settings() {
        var present = Settings.of(status.orElse(RepositoryStatus.PENDING));
        return new Settings(present.status(), mode.orElse(present.mode()), branches.isEmpty() ? present.branches() : branches,
                registry.orElse(present.registry()), present.maintenanceLines(), present.stopOn(), present.marks(), note,
                present.dispatcherEnabled());
    }
}
