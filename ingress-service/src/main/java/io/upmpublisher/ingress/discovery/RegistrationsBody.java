package io.upmpublisher.ingress.discovery;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.upmpublisher.events.RepositoryMode;
import io.upmpublisher.events.RepositoryStatus;
import io.upmpublisher.ingress.repository.Wish;
import io.upmpublisher.web.problem.Problem;

/**
 * Which of the repositories that were found are to be registered, and how.
 *
 * @param branches the publishing branches of all; without them master and main, or a repository's default branch where it is
 *        called otherwise
 */
record RegistrationsBody(@Nullable List<@Nullable String> repositories, @Nullable RepositoryStatus status,
        @Nullable RepositoryMode mode, @Nullable List<@Nullable String> branches, @Nullable String registry,
        @Nullable String note) {

    private static final int MAX_REPOSITORIES = 500;

    List<String> names() {
        if (repositories == null || repositories.isEmpty() || repositories.size() > MAX_REPOSITORIES) {
            throw Problem.invalidField("/repositories", "must name 1 to 500 of those that were found");
        }
        return texts("/repositories", repositories);
    }

    Wish wish() {
        return new Wish(Optional.ofNullable(status), Optional.ofNullable(mode),
                branches == null ? List.of() : texts("/branches", branches), Optional.ofNullable(registry),
                Optional.ofNullable(note));
    }

    private static List<String> texts(String pointer, List<@Nullable String> values) {
        for (var i = 0; i < values.size(); i++) {
            if (values.get(i) == null) {
                throw Problem.invalidField(pointer + "/" + i, "must be a text");
            }
        }
        return List.copyOf(values);
    }
}
