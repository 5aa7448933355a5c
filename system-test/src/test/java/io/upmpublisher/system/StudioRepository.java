package io.upmpublisher.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.upmpublisher.testing.GitHubWebhook;
import io.upmpublisher.testing.PushedCommit;
import io.upmpublisher.testing.UnityRepository;
import io.upmpublisher.testing.stack.HeldPush;

/**
 * A Unity repository of a studio. Packages have short names; their full ones and their repository are this test run's own:
 *
 * <pre>{@code
 * var run = stack.repository("game").withPackage("core", "1.0.0").push("Add core");
 * }</pre>
 */
final class StudioRepository {

    static final String OWNER = "studio";
    /** Who the services' own commits are by. */
    static final String OWN_AUTHOR = "upm-bot";

    private static final String NO_COMMIT = "0".repeat(40);

    private final Stack stack;
    private final UnityRepository repository;
    private final String prefix;
    private final List<String> added = new ArrayList<>();
    private final List<String> modified = new ArrayList<>();

    private StudioRepository(Stack stack, UnityRepository repository, String prefix) {
        this.stack = stack;
        this.repository = repository;
        this.prefix = prefix;
    }

    static StudioRepository create(Stack stack, Path gitRoot, String name, String generation) {
        return new StudioRepository(stack, UnityRepository.create(gitRoot, OWNER + "/" + name),
                "com.studio.r" + generation + "." + name + ".");
    }

    String name() {
        return repository.name();
    }

    /** The newest commit of the branch, whoever made it. */
    String head() {
        return repository.head();
    }

    /** The messages of the branch's commits, the newest first. */
    List<String> messages() {
        return repository.messages();
    }

    /** A file as the newest commit has it. */
    String text(String path) {
        return repository.text(path);
    }

    /** Lets the git server hold the next push. */
    HeldPush holdPush(HeldPush.Stage stage) {
        return HeldPush.in(repository.gitDirectory(), stage);
    }

    /** The delivery that tells of the newest commit, made by the services. */
    GitHubWebhook ownCommit(String... modified) {
        var commit = new PushedCommit(head(), messages().getFirst(), OWN_AUTHOR, Instant.parse("2026-01-05T09:00:00Z"),
                List.of(), List.of(), List.of(modified));
        return GitHubWebhook.push(name(), NO_COMMIT, head(), repository.branch(), commit);
    }

    String nameOf(String shortName) {
        return prefix + shortName;
    }

    String manifestOf(String shortName) {
        return "Packages/" + shortName + "/package.json";
    }

    void register() {
        var answer = stack.post("/api/repositories", Map.of("url", stack.gitUrl(name()), "status", "active"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    }

    /** A package that depends on others of the repository in the same version. */
    StudioRepository withPackage(String shortName, String version, String... dependencies) {
        var needed = new HashMap<String, String>();
        for (var dependency : dependencies) {
            needed.put(nameOf(dependency), version);
        }
        repository.withPackage("Packages/" + shortName, nameOf(shortName), version, needed);
        added.add(manifestOf(shortName));
        return this;
    }

    StudioRepository bump(String shortName, String version) {
        repository.bump("Packages/" + shortName, version);
        modified.add(manifestOf(shortName));
        return this;
    }

    /** Writes a file, whatever was there. */
    StudioRepository file(String path, String text) {
        repository.file(path, text);
        modified.add(path);
        return this;
    }

    /** Commits, and makes the delivery that tells of the push. */
    GitHubWebhook commit(String message) {
        var before = repository.isEmpty() ? NO_COMMIT : head();
        var head = repository.commit(message);
        var commit = new PushedCommit(head, message, "sam", Instant.parse("2026-01-05T09:00:00Z"), added, List.of(), modified);
        added.clear();
        modified.clear();
        return GitHubWebhook.push(name(), before, head, repository.branch(), commit);
    }

    /** Commits, and delivers what must be accepted. */
    Run push(String message) {
        return Run.acceptedBy(stack, stack.deliver(commit(message)));
    }
}
