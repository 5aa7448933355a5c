package io.upmpublisher.changelog.document;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import io.upmpublisher.events.Fault;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.events.SemVersion;
import io.upmpublisher.git.CommitTree;
import io.upmpublisher.git.EntryKind;
import io.upmpublisher.git.TreeEntry;

/** The changelog of one package in a repository's tree. */
public final class ChangelogFile {

    public static final String NAME = "CHANGELOG.md";

    private static final String META = ".meta";
    private static final int MAX_BYTES = 5 << 20;

    private final RepositoryName repository;
    private final CommitTree tree;
    private final String manifestPath;
    private final String folder;

    /**
     * @param tree of a whole commit
     */
    public ChangelogFile(RepositoryName repository, CommitTree tree, String manifestPath) {
        this.repository = repository;
        this.tree = tree;
        this.manifestPath = manifestPath;
        this.folder = manifestPath.substring(0, manifestPath.lastIndexOf('/') + 1);
    }

    /** Whether the authors told of the version themselves. */
    public boolean tells(SemVersion version) {
        return existing().filter(entry -> refusal(entry).isEmpty())
                .map(entry -> Changelog.of(tree.read(entry, MAX_BYTES)).tells(version)).orElse(false);
    }

    /** What the authors told of the version themselves. */
    public Optional<String> textOf(SemVersion version) {
        return existing().filter(entry -> refusal(entry).isEmpty())
                .flatMap(entry -> Changelog.of(tree.read(entry, MAX_BYTES)).textOf(version));
    }

    public ChangelogEdit tell(SemVersion version, LocalDate date, String entry) {
        if (tree.entry(manifestPath).isEmpty()) {
            return new ChangelogEdit.Refused(new Fault("CHANGELOG_PACKAGE_GONE",
                    "The branch has no " + manifestPath + " any more.", "None, if the package was moved or removed.", false));
        }
        var existing = existing();
        if (existing.isEmpty()) {
            return new ChangelogEdit.Written(newFiles(version, date, entry));
        }
        var refusal = refusal(existing.get());
        if (refusal.isPresent()) {
            return new ChangelogEdit.Refused(refusal.get());
        }
        var content = tree.read(existing.get(), MAX_BYTES);
        if (isNotAscii(content)) {
            return new ChangelogEdit.Refused(new Fault("CHANGELOG_UNREADABLE", existing.get().path()
                    + " is not in an encoding that is based on ASCII.", "Save it as UTF-8.", true));
        }
        return Changelog.of(content).with(version, date, entry)
                .<ChangelogEdit> map(written -> new ChangelogEdit.Written(Map.of(existing.get().path(), written)))
                .orElseGet(ChangelogEdit.Told::new);
    }

    private Map<String, byte[]> newFiles(SemVersion version, LocalDate date, String entry) {
        var path = folder + NAME;
        var files = new LinkedHashMap<String, byte[]>();
        files.put(path, Changelog.fresh().with(version, date, entry).orElseThrow());
        // Where a project keeps these files out of git, one alone would be there against its rules.
        if (tree.entry(path + META).isEmpty() && !tree.ignores(path + META)) {
            files.put(path + META, TextAssetMeta.of(repository, path));
        }
        return files;
    }

    // By its name in any case: a second file beside Changelog.md cannot be checked out on Windows and macOS.
    private Optional<TreeEntry> existing() {
        var names = tree.subtree(folder.isEmpty() ? "" : folder.substring(0, folder.length() - 1)).map(CommitTree::names)
                .orElseThrow().stream().filter(NAME::equalsIgnoreCase).toList();
        return names.stream().filter(NAME::equals).findFirst().or(() -> names.stream().findFirst())
                .flatMap(name -> tree.entry(folder + name));
    }

    private Optional<Fault> refusal(TreeEntry entry) {
        if (!entry.isSound() || entry.kind() != EntryKind.REGULAR && entry.kind() != EntryKind.EXECUTABLE) {
            return Optional.of(new Fault("CHANGELOG_NOT_A_FILE", entry.path() + " is a link, not a file.",
                    "Put a file in its place.", true));
        }
        var size = tree.size(entry);
        return size <= MAX_BYTES ? Optional.empty()
                : Optional.of(new Fault("CHANGELOG_TOO_LARGE",
                        entry.path() + " has " + size + " bytes, more than the " + MAX_BYTES + " that are read.",
                        "Move old entries to another file.", true));
    }

    /** UTF-16 has a zero in every character that is looked for. */
    private static boolean isNotAscii(byte[] content) {
        for (var value : content) {
            if (value == 0) {
                return true;
            }
        }
        return false;
    }
}
