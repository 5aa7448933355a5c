package io.upmpublisher.testing.github;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.upmpublisher.testing.GitCommand;

/** A bare repository. */
record GitDirectory(Path folder) {

    String defaultBranch() {
        return GitCommand.text(folder, "symbolic-ref", "--short", "HEAD");
    }

    List<String> branches() {
        return GitCommand.text(folder, "for-each-ref", "--format=%(refname:strip=2)", "refs/heads").lines().toList();
    }

    /** What a full reference points to. */
    Optional<String> target(String reference) {
        return tried("rev-parse", "--verify", "--quiet", "--end-of-options", reference);
    }

    Optional<String> head(String branch) {
        return target("refs/heads/" + branch);
    }

    /** The commit that a branch, a tag or an id means. */
    Optional<String> commit(String revision) {
        return tried("rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}");
    }

    boolean hasObject(String id) {
        return id.matches("[0-9a-f]{40}") && tried("cat-file", "-t", id).isPresent();
    }

    /** Makes a reference that is not there yet. */
    boolean create(String reference, String target) {
        return tried("update-ref", reference, target, "0".repeat(40)).isPresent();
    }

    boolean delete(String reference) {
        return target(reference).isPresent() && tried("update-ref", "-d", reference).isPresent();
    }

    int commitsBetween(String base, String head) {
        return Integer.parseInt(GitCommand.text(folder, "rev-list", "--count", base + ".." + head));
    }

    /** What a branch changed since it left another one. */
    List<Change> changes(String base, String head) {
        var listed = new String(GitCommand.run(folder, new byte[0], "diff", "--raw", "-z", "--no-abbrev", "--find-renames",
                "refs/heads/" + base + "...refs/heads/" + head), StandardCharsets.UTF_8);
        var parts = List.of(listed.split("\0")).iterator();
        var found = new ArrayList<Change>();
        while (!listed.isEmpty() && parts.hasNext()) {
            var fields = parts.next().split(" ");
            var before = parts.next();
            found.add(new Change(fields[4].charAt(0), fields[4].startsWith("D") ? fields[2] : fields[3],
                    fields[4].startsWith("R") ? parts.next() : before));
        }
        return found;
    }

    byte[] content(String blob) {
        return GitCommand.run(folder, new byte[0], "cat-file", "blob", blob);
    }

    /** What a path of a commit is, with its neighbours' like where it is a folder that ends in a slash. */
    List<Entry> list(String commit, String path) {
        var arguments = path.isEmpty() ? new String[] { "ls-tree", "-z", "-l", commit }
                : new String[] { "--literal-pathspecs", "ls-tree", "-z", "-l", commit, "--", path };
        var listed = new String(GitCommand.run(folder, new byte[0], arguments), StandardCharsets.UTF_8);
        return listed.isEmpty() ? List.of() : List.of(listed.split("\0")).stream().map(Entry::parse).toList();
    }

    /** Everything in a commit, folders too, with whole paths. */
    List<Entry> listAll(String commit) {
        var listed = new String(GitCommand.run(folder, new byte[0], "ls-tree", "-r", "-t", "-z", "-l", commit),
                StandardCharsets.UTF_8);
        return listed.isEmpty() ? List.of() : List.of(listed.split("\0")).stream().map(Entry::parse).toList();
    }

    /**
     * @param mode as git writes it
     * @param type {@code blob}, {@code tree} or {@code commit}
     * @param size of a blob; else 0
     */
    record Entry(String mode, String type, String id, long size, String path) {

        private static Entry parse(String line) {
            var parts = line.split("\\s+", 5);
            return new Entry(parts[0], parts[1], parts[2], parts[3].equals("-") ? 0 : Long.parseLong(parts[3]), parts[4]);
        }
    }

    /**
     * @param letter as git tells what was done
     */
    record Change(char letter, String blob, String path) {
    }

    private Optional<String> tried(String... arguments) {
        try {
            return Optional.of(GitCommand.text(folder, arguments));
        } catch (IllegalStateException e) {
            return Optional.empty();
        }
    }
}
