package io.upmpublisher.command.webhook;

import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.github.As;
import io.upmpublisher.github.GitHubApi;

/** Whose webhook it is. */
public sealed interface HookTarget {

    /** As the API has its webhooks. */
    String path();

    As as();

    /** As this tool's options name it. */
    String option();

    record Organization(String login) implements HookTarget {

        @Override
        public String path() {
            return "/orgs/" + GitHubApi.encoded(login) + "/hooks";
        }

        @Override
        public As as() {
            return As.owner(login);
        }

        @Override
        public String option() {
            return "--organization " + login;
        }

        @Override
        public String toString() {
            return login;
        }
    }

    record Repository(RepositoryName name) implements HookTarget {

        @Override
        public String path() {
            return "/repos/" + name + "/hooks";
        }

        @Override
        public As as() {
            return As.ownerOf(name);
        }

        @Override
        public String option() {
            return "--repository " + name;
        }

        @Override
        public String toString() {
            return name.toString();
        }
    }
}
