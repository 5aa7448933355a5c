package io.upmpublisher.testing.github;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.upmpublisher.testing.UnityRepository;

/** <a href="https://docs.github.com/rest/repos/repos">Repositories</a>: those that lie below the git server's root. */
final class Repositories {

    private static final String SUFFIX = ".git";

    private final Path root;
    private final URI gitUrl;
    private final Map<String, String> moved = new ConcurrentHashMap<>();
    private final Map<String, Long> ids = new ConcurrentHashMap<>();
    private final Set<String> archived = ConcurrentHashMap.newKeySet();
    private final Set<String> hidden = ConcurrentHashMap.newKeySet();
    private final Set<String> readOnly = ConcurrentHashMap.newKeySet();
    private final Set<String> forks = ConcurrentHashMap.newKeySet();
    private final Set<String> disabled = ConcurrentHashMap.newKeySet();
    private final Set<String> users = ConcurrentHashMap.newKeySet();
    private final Set<String> reviewed = ConcurrentHashMap.newKeySet();

    Repositories(Path root, URI gitUrl) {
        this.root = root;
        this.gitUrl = gitUrl;
    }

    GitDirectory git(String repository) {
        return new GitDirectory(root.resolve(repository + SUFFIX));
    }

    /** A branch to commit to, which is made if the repository is empty. */
    UnityRepository opened(String repository, String branch) {
        var opened = UnityRepository.open(root, repository);
        return branch.equals(opened.branch()) ? opened : opened.onBranch(branch);
    }

    /** The page of a repository, or of something in it. */
    String page(String repository, String rest) {
        return gitUrl + "/" + repository + rest;
    }

    /** A repository as it is written, if the caller may see it. */
    Optional<String> find(String repository) {
        return all().filter(each -> each.equalsIgnoreCase(repository)).findFirst();
    }

    Optional<String> find(long id) {
        return all().filter(each -> id(each) == id).findFirst();
    }

    /** What a repository is called now that was called so before. */
    Optional<String> movedTo(String former) {
        var now = Optional.ofNullable(moved.get(former));
        return now.flatMap(this::movedTo).or(() -> now);
    }

    /** The same after every start, as callers keep it. */
    long id(String repository) {
        return ids.getOrDefault(repository, 1L + (repository.hashCode() & Integer.MAX_VALUE));
    }

    boolean isArchived(String repository) {
        return archived.contains(repository);
    }

    void archive(String repository, boolean isArchived) {
        set(archived, repository, isArchived);
    }

    void hide(String repository, boolean isHidden) {
        set(hidden, repository, isHidden);
    }

    void makeReadOnly(String repository, boolean isReadOnly) {
        set(readOnly, repository, isReadOnly);
    }

    void makeFork(String repository) {
        forks.add(repository);
    }

    void disable(String repository, boolean isDisabled) {
        set(disabled, repository, isDisabled);
    }

    void makeUser(String owner) {
        users.add(owner);
    }

    void requireReview(String repository) {
        reviewed.add(repository);
    }

    boolean needsReview(String repository) {
        return reviewed.contains(repository);
    }

    void rename(String from, String to) {
        try {
            Files.createDirectories(git(to).folder().getParent());
            Files.move(git(from).folder(), git(to).folder());
        } catch (IOException e) {
            throw new UncheckedIOException("Could not rename " + from, e);
        }
        ids.put(to, id(from));
        moved.remove(to);
        moved.put(from, to);
    }

    Answer show(Call call) {
        return Answer.ok(shown(call.repository(), call.base()));
    }

    Answer listOfOrganisation(Call call) {
        return users.contains(call.name("owner")) ? Answer.notFound() : listOf(call);
    }

    Answer listOf(Call call) {
        var owner = call.name("owner");
        return isOwner(owner) ? Page.of(call, repositories(owner), each -> shown(each, call.base())) : Answer.notFound();
    }

    Answer listAll(Call call, String owner) {
        return Page.within("repositories", call, repositories(owner), each -> shown(each, call.base()));
    }

    boolean isOwner(String owner) {
        return owners().contains(owner);
    }

    private ObjectNode shown(String repository, String api) {
        var owner = repository.substring(0, repository.indexOf('/'));
        var shown = Answer.object().put("id", id(repository)).put("node_id", "R_" + id(repository))
                .put("name", repository.substring(owner.length() + 1)).put("full_name", repository);
        shown.putObject("owner").put("login", owner).put("id", 1L + (owner.hashCode() & Integer.MAX_VALUE))
                .put("type", users.contains(owner) ? "User" : "Organization");
        shown.put("private", false).put("visibility", "public").put("archived", isArchived(repository))
                .put("disabled", disabled.contains(repository)).put("fork", forks.contains(repository))
                .put("default_branch", git(repository).defaultBranch())
                .put("url", api + "/repos/" + repository).put("html_url", page(repository, ""))
                .put("clone_url", page(repository, SUFFIX)).put("allow_auto_merge", true)
                .put("allow_squash_merge", true).put("allow_merge_commit", true).put("allow_rebase_merge", true);
        var mayWrite = !readOnly.contains(repository);
        shown.putObject("permissions").put("admin", mayWrite).put("maintain", mayWrite).put("push", mayWrite)
                .put("triage", mayWrite).put("pull", true);
        return shown;
    }

    boolean isReadOnly(String repository) {
        return readOnly.contains(repository);
    }

    private Stream<String> all() {
        return owners().stream().flatMap(owner -> repositories(owner).stream());
    }

    private List<String> repositories(String owner) {
        return isOwner(owner) ? folders(root.resolve(owner)).stream().filter(name -> name.endsWith(SUFFIX))
                .map(name -> owner + "/" + name.substring(0, name.length() - SUFFIX.length()))
                .filter(name -> !hidden.contains(name) && Files.exists(git(name).folder().resolve("HEAD"))).toList()
                : List.of();
    }

    private List<String> owners() {
        return folders(root);
    }

    // By name, so that pages do not depend on the file system.
    private static List<String> folders(Path parent) {
        if (!Files.isDirectory(parent)) {
            return List.of();
        }
        try (var files = Files.newDirectoryStream(parent, Files::isDirectory)) {
            var names = new ArrayList<String>();
            files.forEach(file -> names.add(file.getFileName().toString()));
            return names.stream().sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Could not list " + parent, e);
        }
    }

    private static void set(Set<String> all, String repository, boolean isIn) {
        if (isIn) {
            all.add(repository);
        } else {
            all.remove(repository);
        }
    }
}
