package io.upmpublisher.ingress.webhook;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonProperty;

import io.upmpublisher.events.CommitId;
import io.upmpublisher.events.CommitMessage;
import io.upmpublisher.events.InvalidValueException;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.events.UserName;
import io.upmpublisher.ingress.request.GitRef;
import io.upmpublisher.ingress.request.Push;
import io.upmpublisher.ingress.request.PushedCommit;
import io.upmpublisher.web.problem.Problem;

/** The part of a push delivery that is looked at (https://docs.github.com/en/webhooks/webhook-events-and-payloads#push). */
record PushPayload(@Nullable String ref, @Nullable String before, @Nullable String after, boolean created, boolean deleted,
        boolean forced, @Nullable List<@Nullable Commit> commits, @JsonProperty("head_commit") @Nullable Commit headCommit,
        @Nullable Repository repository, @Nullable Account sender, @Nullable Person pusher) {

    record Commit(@Nullable String id, @Nullable String message, @Nullable Person author,
            @Nullable List<@Nullable String> added,
            @Nullable List<@Nullable String> removed, @Nullable List<@Nullable String> modified) {
    }

    record Person(@Nullable String name, @Nullable String email, @Nullable String username) {

        Optional<UserName> user() {
            return Optional.ofNullable(username == null ? name : username).map(UserName::of);
        }
    }

    record Repository(@JsonProperty("full_name") @Nullable String fullName) {
    }

    record Account(@Nullable String login) {
    }

    /**
     * @throws Problem that names the field which is missing or wrong
     */
    Push toPush() {
        var name = repository == null ? null : repository.fullName;
        var from = value("/before", before, CommitId::of);
        var to = value("/after", after, CommitId::of);
        var head = Optional.ofNullable(headCommit).or(this::lastCommit);
        return new Push(value("/repository/full_name", name, RepositoryName::parse), value("/ref", ref, GitRef::new),
                created || from.isZero() ? Optional.empty() : Optional.of(from),
                deleted || to.isZero() ? Optional.empty() : Optional.of(to),
                forced, pushedCommits(), head.map(Commit::author).flatMap(Person::user),
                head.map(Commit::message).map(CommitMessage::of), senderName());
    }

    private Optional<Commit> lastCommit() {
        return commits == null || commits.isEmpty() ? Optional.empty() : Optional.ofNullable(commits.getLast());
    }

    private Optional<UserName> senderName() {
        return Optional.ofNullable(sender).map(Account::login).map(UserName::of)
                .or(() -> Optional.ofNullable(pusher).flatMap(Person::user));
    }

    private List<PushedCommit> pushedCommits() {
        // Without the list nothing is known of the commits, which is no reason to publish nothing.
        if (commits == null) {
            return List.of();
        }
        var pushed = new ArrayList<PushedCommit>(commits.size());
        for (var commit : commits) {
            if (commit == null) {
                throw Problem.invalidField("/commits/" + pushed.size(), "must be an object");
            }
            pushed.add(new PushedCommit(commitId(commit.id), Objects.requireNonNullElse(commit.message, ""),
                    Optional.ofNullable(commit.author).map(Person::email), files(commit)));
        }
        return pushed;
    }

    // Nothing is decided by it, so that one that is none is no reason to refuse the push.
    private static Optional<CommitId> commitId(@Nullable String text) {
        try {
            return Optional.ofNullable(text).map(CommitId::of);
        } catch (InvalidValueException e) {
            return Optional.empty();
        }
    }

    private static Optional<List<String>> files(Commit commit) {
        if (commit.added == null || commit.removed == null || commit.modified == null) {
            return Optional.empty();
        }
        return Optional.of(Stream.of(commit.added, commit.removed, commit.modified).flatMap(List::stream)
                .filter(Objects::nonNull).toList());
    }

    private static <T> T value(String pointer, @Nullable String text, Function<String, T> parse) {
        if (text == null) {
            throw Problem.invalidField(pointer, "is missing");
        }
        try {
            return parse.apply(text);
        } catch (InvalidValueException e) {
            throw Problem.invalidField(pointer, e.getMessage());
        }
    }
}
