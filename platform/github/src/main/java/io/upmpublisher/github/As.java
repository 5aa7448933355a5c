package io.upmpublisher.github;

import io.upmpublisher.events.RepositoryName;

/** On whose behalf a request is made. */
public sealed interface As {

    /** With what opens the repositories of an owner: the personal token, or the App's token for that owner. */
    static As owner(String login) {
        return new Owner(login);
    }

    static As ownerOf(RepositoryName repository) {
        return new Owner(repository.owner());
    }

    /** As the GitHub App itself, which {@code /app/…} asks for. */
    static As app() {
        return new App();
    }

    record Owner(String login) implements As {
    }

    record App() implements As {
    }
}
