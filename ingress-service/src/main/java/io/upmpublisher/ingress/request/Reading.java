package io.upmpublisher.ingress.request;

import java.util.List;
import java.util.Optional;

import io.upmpublisher.events.CommitId;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.events.UserName;

/** What something that came in says, before anybody asks whether it is listened to. */
public sealed interface Reading {

    Optional<RepositoryName> repository();

    default Optional<String> ref() {
        return Optional.empty();
    }

    default Optional<CommitId> commit() {
        return Optional.empty();
    }

    /** What came besides the commit. */
    default List<CommitId> earlierCommits() {
        return List.of();
    }

    default Optional<UserName> sender() {
        return Optional.empty();
    }

    /** A branch or a tag moved. */
    record Pushed(Push push) implements Reading {

        @Override
        public Optional<RepositoryName> repository() {
            return Optional.of(push.repository());
        }

        @Override
        public Optional<String> ref() {
            return Optional.of(push.ref().value());
        }

        @Override
        public Optional<CommitId> commit() {
            return push.after();
        }

        @Override
        public List<CommitId> earlierCommits() {
            return push.earlierCommits();
        }

        @Override
        public Optional<UserName> sender() {
            return push.sender();
        }
    }

    /**
     * Somebody who may do so asks for a publish.
     *
     * @param forwardsPush whether it stands for a push, so that the rules of pushes about branches hold
     */
    record Dispatched(RequestDraft draft, UserName by, boolean forwardsPush) implements Reading {

        @Override
        public Optional<RepositoryName> repository() {
            return Optional.of(draft.repository());
        }

        @Override
        public Optional<String> ref() {
            return draft.branch();
        }

        @Override
        public Optional<CommitId> commit() {
            return draft.commit().commit();
        }

        @Override
        public Optional<UserName> sender() {
            return Optional.of(by);
        }
    }

    /**
     * Something happened that nothing is done about.
     *
     * @param formerName what the repository was called until then, when it was renamed or went to another owner
     */
    record NotHandled(String event, Optional<RepositoryName> repository, Optional<UserName> sender,
            Optional<RepositoryName> formerName) implements Reading {
    }

    /**
     * It says nothing that makes sense.
     *
     * @param reason one sentence
     * @param repository as far as that can be told all the same
     */
    record Unusable(String reason, Optional<RepositoryName> repository) implements Reading {
    }
}
