package io.upmpublisher.torture.load;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.upmpublisher.testing.GitHubWebhook;
import io.upmpublisher.testing.PushedCommit;
import io.upmpublisher.testing.UnityRepository;

/** One small repository with one package, whose version rises with every push. */
public final class Studio {

    private static final String NO_COMMIT = "0".repeat(40);
    private static final String FOLDER = "Packages/core";
    private static final int TRIES = 20;

    private final UnityRepository repository;
    private final String packageName;
    private final boolean marks;
    private int patch;

    private Studio(UnityRepository repository, String packageName, boolean marks) {
        this.repository = repository;
        this.packageName = packageName;
        this.marks = marks;
    }

    /**
     * Makes repositories that no run of this harness has had before: the registry never takes a version twice. Every other one
     * wants tags and releases, the first among them.
     */
    public static List<Studio> several(int number, Path gitRoot, String owner) {
        var generation = UUID.randomUUID().toString().substring(0, 8);
        var studios = new ArrayList<Studio>();
        for (var i = 1; i <= number; i++) {
            var name = "r" + generation + "-" + i;
            studios.add(new Studio(UnityRepository.create(gitRoot, owner + "/" + name), "com.studio." + name, i % 2 == 1));
        }
        return List.copyOf(studios);
    }

    public String repository() {
        return repository.name();
    }

    public String packageName() {
        return packageName;
    }

    /** Whether its versions are to get tags and releases. */
    public boolean marks() {
        return marks;
    }

    /** The tags, each with the commit that it points to, as in {@code upm/1.0.1 0123…}. */
    public List<String> tags() {
        return repository.tags();
    }

    public Path gitDirectory() {
        return repository.gitDirectory();
    }

    /** The messages of all commits of all branches. */
    public List<String> messages() {
        return repository.messagesOfAllBranches();
    }

    public boolean hasCommits() {
        return !repository.isEmpty();
    }

    /** The changelog as each branch has it: what waits in a pull request has its entry there. */
    public List<String> changelogs() {
        return repository.branches().stream().map(branch -> changelog(repository.onBranch(branch))).toList();
    }

    private static String changelog(UnityRepository branch) {
        try {
            return branch.text(FOLDER + "/CHANGELOG.md");
        } catch (IllegalStateException e) {
            return "";
        }
    }

    /** Commits the next version on top of whatever the branch has. Used by one thread. */
    Pushed pushNext() {
        patch++;
        var version = "1.0." + patch;
        var isFirst = patch == 1;
        if (isFirst) {
            repository.withPackage(FOLDER, packageName, version, Map.of());
        } else {
            repository.bump(FOLDER, version);
        }
        var before = isFirst ? NO_COMMIT : repository.head();
        var commit = commitOnTop("feat: release " + version);
        var manifest = List.of(FOLDER + "/package.json");
        var told = new PushedCommit(commit, "feat: release " + version, "sam", Instant.parse("2026-01-05T09:00:00Z"),
                isFirst ? manifest : List.of(), List.of(), isFirst ? List.of() : manifest);
        return new Pushed(new Push(repository.name(), packageName, version, Optional.of(commit).filter(id -> marks)),
                GitHubWebhook.push(repository.name(), before, commit, repository.branch(), told));
    }

    // The product itself pushes changelogs to the branch; who comes second commits anew, as a developer would.
    private String commitOnTop(String message) {
        for (var tries = 1;; tries++) {
            try {
                return repository.commit(message);
            } catch (IllegalStateException e) {
                if (tries == TRIES) {
                    throw e;
                }
            }
        }
    }

    record Pushed(Push push, GitHubWebhook delivery) {
    }
}
