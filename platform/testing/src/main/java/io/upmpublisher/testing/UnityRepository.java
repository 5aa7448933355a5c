package io.upmpublisher.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A real bare repository with Unity packages. Changes gather until {@link #commit}, which answers the commit's id:
 *
 * <pre>{@code
 * var repository = UnityRepository.create(root, "studio/sample");
 * var first = repository.withPackage("Packages/com.studio.core", "com.studio.core", "1.0.0", Map.of()).commit("Add core");
 * var second = repository.bump("Packages/com.studio.core", "1.1.0").commit("Release core 1.1.0");
 * }</pre>
 *
 * Ids are stable: the same changes make the same commits, whenever they are made.
 */
public final class UnityRepository {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant FIRST_COMMIT = Instant.parse("2026-01-05T09:00:00Z");

    private final String name;
    private final Path gitDirectory;
    private final String branch;
    private PendingCommit pending;

    private UnityRepository(String name, Path gitDirectory, String branch) {
        this.name = name;
        this.gitDirectory = gitDirectory;
        this.branch = branch;
        this.pending = new PendingCommit();
    }

    /** Makes an empty {@code <gitRoot>/<owner>/<name>.git} with the default branch {@code main}. */
    public static UnityRepository create(Path gitRoot, String name) {
        var directory = gitRoot.resolve(name + ".git");
        try {
            Files.createDirectories(directory.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException("Could not make " + directory, e);
        }
        GitCommand.text(directory, "init", "--bare", "--quiet", "--template=", "--initial-branch=main", directory.toString());
        return new UnityRepository(name, directory, "main");
    }

    /** Continues a repository that exists already, on its default branch. */
    public static UnityRepository open(Path gitRoot, String name) {
        var directory = gitRoot.resolve(name + ".git");
        return new UnityRepository(name, directory, GitCommand.text(directory, "symbolic-ref", "--short", "HEAD"));
    }

    public String name() {
        return name;
    }

    public String branch() {
        return branch;
    }

    public Path gitDirectory() {
        return gitDirectory;
    }

    /** The id of the branch's newest commit. */
    public String head() {
        return GitCommand.text(gitDirectory, "rev-parse", "--verify", "refs/heads/" + branch);
    }

    /** Whether the branch has no commit yet. */
    public boolean isEmpty() {
        return !exists(branch);
    }

    /** The whole messages of the branch's commits, the newest first. */
    public List<String> messages() {
        return List.of(GitCommand.text(gitDirectory, "log", "--format=%B%x00", head()).split("\0\\n?"));
    }

    public List<String> branches() {
        return GitCommand.text(gitDirectory, "for-each-ref", "--format=%(refname:short)", "refs/heads").lines().toList();
    }

    /** The whole messages of all commits that any branch has, the newest first. */
    public List<String> messagesOfAllBranches() {
        return List.of(GitCommand.text(gitDirectory, "log", "--branches", "--format=%B%x00").split("\0\\n?"));
    }

    /** A file as the branch's newest commit has it. */
    public String text(String path) {
        return GitCommand.text(gitDirectory, "cat-file", "blob", head() + ":" + path);
    }

    /** The same repository seen from another branch, which starts at this one's head unless it exists. */
    public UnityRepository onBranch(String other) {
        if (!exists(other)) {
            GitCommand.text(gitDirectory, "update-ref", "refs/heads/" + other, head());
        }
        return new UnityRepository(name, gitDirectory, other);
    }

    /** Moves the branch to another commit, as before a force push. */
    public UnityRepository rewindTo(String commit) {
        GitCommand.text(gitDirectory, "update-ref", "refs/heads/" + branch, commit);
        return this;
    }

    /** Sets a tag, as somebody by hand. */
    public UnityRepository tag(String tag, String commit) {
        GitCommand.text(gitDirectory, "update-ref", "refs/tags/" + tag, commit);
        return this;
    }

    /** The tags, each with the commit that it points to, as in {@code v1 0123…}. */
    public List<String> tags() {
        return GitCommand.text(gitDirectory, "for-each-ref", "--format=%(refname:strip=2) %(objectname)", "refs/tags").lines()
                .toList();
    }

    /** Removes a branch; its commits stay until they are {@linkplain #prune() pruned}. */
    public UnityRepository deleteBranch(String other) {
        GitCommand.text(gitDirectory, "update-ref", "-d", "refs/heads/" + other);
        return this;
    }

    /** Forgets what no branch leads to, as a host does some time after a force push. */
    public void prune() {
        GitCommand.text(gitDirectory, "gc", "--quiet", "--prune=now");
    }

    /** A package as Unity's template lays it out, each file and folder with its {@code .meta}. */
    public UnityRepository withPackage(String folder, String packageName, String version, Map<String, String> dependencies) {
        var assembly = packageName.substring(packageName.indexOf('/') + 1);
        var manifest = JSON.createObjectNode()
                .put("name", packageName)
                .put("version", version)
                .put("displayName", assembly)
                .put("description", "Sample package " + assembly)
                .put("unity", "2022.3");
        manifest.putObject("author").put("name", "Sample Studio");
        if (!dependencies.isEmpty()) {
            dependencies.forEach(manifest.putObject("dependencies")::put);
        }
        var prefix = folder.isEmpty() ? "" : folder + "/";
        return asset(prefix + "package.json", manifest.toPrettyString() + "\n")
                .asset(prefix + "README.md", "# " + packageName + "\n")
                .file(prefix + "Runtime.meta", UnityMeta.ofFolder(name + "/" + prefix + "Runtime"))
                .asset(prefix + "Runtime/" + assembly + ".asmdef", "{\n    \"name\": \"" + assembly + "\"\n}\n")
                .asset(prefix + "Runtime/Sample.cs", "public static class Sample { }\n");
    }

    /** Sets the version in the folder's manifest and leaves every other field as it is. */
    public UnityRepository bump(String folder, String version) {
        var path = (folder.isEmpty() ? "" : folder + "/") + "package.json";
        try {
            var manifest = (ObjectNode) JSON.readTree(GitCommand.run(gitDirectory, new byte[0], "cat-file", "blob",
                    "refs/heads/" + branch + ":" + path));
            return file(path, manifest.put("version", version).toPrettyString() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("No readable manifest at " + path, e);
        }
    }

    /** A text file together with its {@code .meta}. */
    public UnityRepository asset(String path, String text) {
        return file(path, text).file(path + ".meta", UnityMeta.ofFile(name + "/" + path));
    }

    public UnityRepository file(String path, String text) {
        return file(path, text.getBytes(StandardCharsets.UTF_8));
    }

    public UnityRepository file(String path, byte[] content) {
        pending.write("100644", path, content);
        return this;
    }

    public UnityRepository executable(String path, String text) {
        pending.write("100755", path, text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    public UnityRepository symlink(String path, String target) {
        pending.write("120000", path, target.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    public UnityRepository submodule(String path, String commit) {
        pending.link(path, commit);
        return this;
    }

    public UnityRepository delete(String path) {
        pending.delete(path);
        return this;
    }

    public String commit(String message) {
        return commit(message, "Sam Sample", "sam@studio.example");
    }

    public String commit(String message, String authorName, String authorEmail) {
        var parent = exists(branch) ? head() : null;
        var age = parent == null ? 0 : Long.parseLong(GitCommand.text(gitDirectory, "rev-list", "--count", parent));
        var stream = pending.toStream(branch, parent, authorName + " <" + authorEmail + ">",
                FIRST_COMMIT.plusSeconds(60 * age), message);
        GitCommand.run(gitDirectory, stream, "fast-import", "--quiet");
        pending = new PendingCommit();
        return head();
    }

    /** Joins another line of history into the branch; both must not have changed the same file. */
    public String merge(String other, String message) {
        var tree = GitCommand.text(gitDirectory, "merge-tree", "--write-tree", head(), other).lines().findFirst()
                .orElseThrow();
        var merge = GitCommand.text(gitDirectory, "-c", "user.name=Sam Sample", "-c", "user.email=sam@studio.example",
                "commit-tree", tree, "-p", head(), "-p", other, "-m", message);
        GitCommand.text(gitDirectory, "update-ref", "refs/heads/" + branch, merge);
        return merge;
    }

    /** Clones the branch into a folder that is not there yet, as on a machine where nothing is configured. */
    public Path checkOut(Path folder) {
        GitCommand.text(gitDirectory, "clone", "--quiet", "--branch", branch, gitDirectory.toString(), folder.toString());
        return folder;
    }

    /** What git finds wrong with the repository; nothing if all is well. */
    public String fsck() {
        return GitCommand.text(gitDirectory, "fsck", "--strict", "--no-dangling", "--no-progress");
    }

    private boolean exists(String candidate) {
        return !GitCommand.text(gitDirectory, "for-each-ref", "refs/heads/" + candidate).isEmpty();
    }
}
