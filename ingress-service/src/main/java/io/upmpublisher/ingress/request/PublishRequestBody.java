package io.upmpublisher.ingress.request;

import java.util.List;
import java.util.Optional;

import jakarta.validation.constraints.NotNull;

import org.jspecify.annotations.Nullable;

import io.upmpublisher.events.CommitRef;
import io.upmpublisher.events.InvalidValueException;
import io.upmpublisher.events.PackageSelection;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.events.Trigger;
import io.upmpublisher.events.UserName;
import io.upmpublisher.web.problem.Problem;

/**
 * Asks for a publish by hand.
 *
 * @param commit a full commit id or a branch
 * @param path of one package's manifest or folder; without it all packages are meant
 */
record PublishRequestBody(@NotNull RepositoryName repository, @NotNull CommitRef commit, @Nullable String path) {

    RequestDraft toDraft(UserName by) {
        return new RequestDraft(repository, commit, Optional.empty(), Optional.empty(), Trigger.MANUAL, packages(),
                Optional.of(by), Optional.empty(), Optional.empty(), List.of());
    }

    private PackageSelection packages() {
        if (path == null || path.isEmpty()) {
            return PackageSelection.all();
        }
        try {
            return PackageSelection.at(path);
        } catch (InvalidValueException e) {
            throw Problem.invalidField("/path", e.getMessage());
        }
    }
}
