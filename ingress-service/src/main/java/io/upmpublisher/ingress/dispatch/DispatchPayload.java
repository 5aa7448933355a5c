package io.upmpublisher.ingress.dispatch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonProperty;

import io.upmpublisher.events.CommitMessage;
import io.upmpublisher.events.CommitRef;
import io.upmpublisher.events.InvalidValueException;
import io.upmpublisher.events.PackageSelection;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.events.Trigger;
import io.upmpublisher.events.UserName;
import io.upmpublisher.ingress.request.RequestDraft;
import io.upmpublisher.web.problem.InvalidField;
import io.upmpublisher.web.problem.Problem;

/**
 * What a dispatcher says about the publish that it asks for, in both dialects that dispatchers speak: the older says
 * {@code commit_sha} and {@code branch} where the newer says {@code sha} and {@code ref}. The newer one's list of changed files
 * is not looked at: a workflow cuts it to what fits into the payload and does not say so, and whoever names no package means
 * all of the commit. What the registry has is skipped.
 */
record DispatchPayload(@Nullable String repository, @JsonProperty("commit_sha") @Nullable String commitSha,
        @Nullable String sha,
        @Nullable String ref, @Nullable String branch, @JsonProperty("commit_message") @Nullable String commitMessage,
        @JsonProperty("commit_author") @Nullable String commitAuthor,
        @JsonProperty("package_path") @Nullable String packagePath,
        @JsonProperty("trigger_type") @Nullable String triggerType,
        @JsonProperty("dispatcher_version") @Nullable String dispatcherVersion) {

    static final DispatchPayload EMPTY = new DispatchPayload(null, null, null, null, null, null, null, null, null, null);

    private static final String POINTER = "/client_payload/";
    private static final int MAX_VERSION = 50;

    /**
     * @param addressed the repository that the call's path names
     * @throws Problem that names every field which is wrong
     */
    RequestDraft toDraft(RepositoryName addressed) {
        var errors = new ArrayList<InvalidField>();
        var target = value("repository", repository, RepositoryName::parse, errors).orElse(addressed);
        var onBranch = value("branch", branch, CommitRef::of, errors).or(() -> value("ref", ref, CommitRef::of, errors))
                .filter(named -> named.commit().isEmpty()).map(CommitRef::value);
        var commit = Stream.of(value("commit_sha", commitSha, CommitRef::of, errors), value("sha", sha, CommitRef::of, errors))
                .flatMap(Optional::stream).findFirst()
                .or(() -> value("ref", ref, CommitRef::of, errors)).or(() -> value("branch", branch, CommitRef::of, errors))
                .orElse(CommitRef.of("HEAD"));
        var packages = value("package_path", packagePath, PackageSelection::at, errors).orElse(PackageSelection.all());
        var version = value("dispatcher_version", dispatcherVersion, DispatchPayload::version, errors);
        if (!errors.isEmpty()) {
            throw Problem.invalidFields(errors.stream().distinct().toList());
        }
        return new RequestDraft(target, commit, Optional.empty(), onBranch, Trigger.DISPATCH, packages,
                given(commitAuthor).map(UserName::of), given(commitMessage).map(CommitMessage::of), version, List.of());
    }

    /** Whether it stands for a push, as all do that do not say otherwise. */
    boolean forwardsPush() {
        return triggerType == null || triggerType.isEmpty() || triggerType.equals("push");
    }

    private static <T> Optional<T> value(String field, @Nullable String text, Function<String, T> parse,
            List<InvalidField> errors) {
        try {
            return given(text).map(parse);
        } catch (InvalidValueException e) {
            errors.add(new InvalidField(POINTER + field, e.getMessage()));
            return Optional.empty();
        }
    }

    // Workflows pass on what they have not got as an empty text.
    private static Optional<String> given(@Nullable String text) {
        return Optional.ofNullable(text).filter(value -> !value.isBlank());
    }

    private static String version(String text) {
        if (text.length() > MAX_VERSION || text.chars().anyMatch(c -> c <= ' ' || c >= 0x7f)) {
            throw new InvalidValueException("version", "it has at most 50 visible ASCII characters");
        }
        return text;
    }
}
