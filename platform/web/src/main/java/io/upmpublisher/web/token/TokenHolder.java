package io.upmpublisher.web.token;

import java.util.List;

import io.upmpublisher.events.RepositoryName;

/** Whom a token stands for. */
public record TokenHolder(String name, Role role, List<RepositoryPattern> repositories) {

    public TokenHolder {
        repositories = List.copyOf(repositories);
    }

    /** Whether this holder may ask for a publish of the repository. */
    public boolean mayRequest(RepositoryName repository) {
        return switch (role) {
            case OPERATOR, ADMIN -> true;
            case VIEWER -> false;
            case REQUESTER -> repositories.stream().anyMatch(pattern -> pattern.matches(repository));
        };
    }
}
