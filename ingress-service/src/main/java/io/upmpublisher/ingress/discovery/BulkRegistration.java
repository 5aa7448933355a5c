package io.upmpublisher.ingress.discovery;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

import io.upmpublisher.events.InvalidValueException;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.events.UserName;
import io.upmpublisher.ingress.database.IngressDatabase;
import io.upmpublisher.ingress.repository.Repositories;
import io.upmpublisher.ingress.repository.Wish;
import io.upmpublisher.web.problem.Problem;

/** Registers repositories of a search, each for itself: one that cannot be registered keeps no other from it. */
@ApplicationScoped
class BulkRegistration {

    private static final Set<String> USUAL_BRANCHES = Set.of("master", "main");

    private final FoundRepositories foundRepositories;
    private final Repositories repositories;
    private final IngressDatabase database;

    BulkRegistration(FoundRepositories foundRepositories, Repositories repositories, IngressDatabase database) {
        this.foundRepositories = foundRepositories;
        this.repositories = repositories;
        this.database = database;
    }

    enum Outcome {
        @JsonProperty("registered")
        REGISTERED,
        /** It was registered before and stays as it is. */
        @JsonProperty("exists")
        EXISTS,
        @JsonProperty("refused")
        REFUSED
    }

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Result(String repository, Outcome outcome, Optional<String> reason) {

        static Result of(Outcome outcome, String repository) {
            return new Result(repository, outcome, Optional.empty());
        }

        static Result refused(String repository, String reason) {
            return new Result(repository, Outcome.REFUSED, Optional.of(reason));
        }
    }

    List<Result> register(UUID discovery, List<String> names, Wish wish, UserName by) {
        return names.stream().distinct().map(name -> register(discovery, name, wish, by)).toList();
    }

    private Result register(UUID discovery, String name, Wish wish, UserName by) {
        try {
            var repository = RepositoryName.parse(name);
            return database.inTransaction(() -> register(discovery, repository, wish, by));
        } catch (InvalidValueException e) {
            return Result.refused(name, e.getMessage());
        } catch (Problem e) {
            // Somebody else was quicker.
            return e.type().code().equals("repository-exists") ? Result.of(Outcome.EXISTS, name)
                    : Result.refused(name, e.getMessage());
        }
    }

    private Result register(UUID discovery, RepositoryName repository, Wish wish, UserName by) {
        var found = foundRepositories.found(discovery, repository);
        if (found.isEmpty()) {
            return Result.refused(repository.toString(), "It is not among the repositories that were found.");
        }
        // As GitHub writes it.
        var name = found.get().repository();
        if (repositories.settingsOf(name).isPresent()) {
            return Result.of(Outcome.EXISTS, name.toString());
        }
        var ownBranch = found.get().defaultBranch().filter(branch -> !USUAL_BRANCHES.contains(branch)).map(List::of);
        repositories.register(name, wish.orBranches(ownBranch.orElse(null)), by);
        return Result.of(Outcome.REGISTERED, name.toString());
    }
}
